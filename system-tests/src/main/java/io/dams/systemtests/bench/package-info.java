/**
 * Benchmarks: {@code ./fleet bench NAME}. Each compares us with a baseline that it runs in the same
 * minutes, because a ratio outlives the machine that it was measured on and a rate does not.
 */
@NullMarked
package io.dams.systemtests.bench;

import org.jspecify.annotations.NullMarked;
