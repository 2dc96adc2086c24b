/** Proofs about the fleet as a whole. */
@NullMarked
package io.dams.systemtests;

import org.jspecify.annotations.NullMarked;
