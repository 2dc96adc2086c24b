/** Tests of the order book's benchmark. */
@NullMarked
package io.dams.systemtests.bench.book;

import org.jspecify.annotations.NullMarked;
