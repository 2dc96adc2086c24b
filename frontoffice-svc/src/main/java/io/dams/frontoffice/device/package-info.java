/** The phones on which users are told of their orders: one for each session, while it lives. */
@NullMarked
package io.dams.frontoffice.device;

import org.jspecify.annotations.NullMarked;
