/** The trades of order groups, and the movements of points that they cause at merchants. */
@NullMarked
package io.dams.frontoffice.movement;

import org.jspecify.annotations.NullMarked;
