/**
 * The order book alone against exchange-core's direct book: the same flow, the same reports, the
 * same book in the end, and only then the time.
 */
@NullMarked
package io.dams.systemtests.bench.book;

import org.jspecify.annotations.NullMarked;
