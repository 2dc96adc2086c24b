/** Whole fleets for one proof or one measurement. */
@NullMarked
package io.dams.systemtests.fleet;

import org.jspecify.annotations.NullMarked;
