/**
 * The whole way of an order, against the same number of durable commits, Kafka sends and calls to
 * merchants without any logic.
 */
@NullMarked
package io.dams.systemtests.bench.order;

import org.jspecify.annotations.NullMarked;
