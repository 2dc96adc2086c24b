/** The frontoffice: what clients talk to, by a folder for each thing that it can do. */
@NullMarked
package io.dams.frontoffice;

import org.jspecify.annotations.NullMarked;
