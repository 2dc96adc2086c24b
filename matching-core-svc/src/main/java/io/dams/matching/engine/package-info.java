/**
 * The matching engine of one shard: a pure function from its command log to its event stream
 * (invariant 6). A library: no Spring, no I/O, no clock, no threads. One thread applies commands to
 * one {@link io.dams.matching.engine.Engine}; therefore its state is mutable primitives and plain
 * collections, which nothing outside this package can reach. Every iteration runs over an ordered
 * collection, so that the same log gives the same events on every machine.
 */
@NullMarked
package io.dams.matching.engine;

import org.jspecify.annotations.NullMarked;
