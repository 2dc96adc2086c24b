/** Completed transfers go to the archive while others flow. */
@NullMarked
package io.dams.systemtests.bench.transfer;

import org.jspecify.annotations.NullMarked;
