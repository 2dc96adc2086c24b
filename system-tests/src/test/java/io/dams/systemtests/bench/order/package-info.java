/** Tests of how the benchmark of whole orders goes about it. */
@NullMarked
package io.dams.systemtests.bench.order;

import org.jspecify.annotations.NullMarked;
