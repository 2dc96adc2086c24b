/**
 * The matching engine of one shard: a pure function from its command log to its event stream
 * (invariant 6). A library: no Spring, no I/O, no clock, no threads. One thread applies commands to
 * one {@link io.dams.matching.engine.Engine}; therefore its state is mutable primitives and pooled
 * objects, which nothing outside this package can reach. Every iteration that can be told from
 * outside runs in an order that the log gives, so that the same log gives the same events on every
 * machine.
 *
 * <h2>Memory</h2>
 *
 * An engine that has grown to its size allocates nothing for an order: groups and legs are used
 * again when they have ended, ids are found in arrays, events are told in objects of the engine's
 * own ({@link io.dams.matching.engine.EngineEvent}). It keeps the terms that came with a submission
 * as long as the group lives. What operators command, contracts and written states do allocate.
 *
 * <h2>The order book</h2>
 *
 * {@link io.dams.matching.engine.OrderBook} can be used alone: new, cancel, reduce, modify and
 * match, with a taker that is told what it meets. (The product offers no modify: its commands are
 * submit and cancel.) It is made for the cache and for the branch predictor:
 *
 * <ul>
 *   <li>An order is a number, and the number is its place in one array of four words: lots, level,
 *       and its two neighbours in the queue. Finding it is an addition, and one or two lines of the
 *       cache hold all of it. The ends of a queue point to a dummy, so unlinking has no branch.
 *   <li>A price is found in a radix tree, six bits a step, steps that decide nothing left out: two
 *       or three steps in a usual book, eleven at most in one whose prices fill 62 bits. Its leaves
 *       hold the queues of 64 neighbouring prices in place, and a word that says which have orders,
 *       so that the next best price is mostly one count of trailing zeros away.
 *   <li>The side is an index, never a condition: it is the one bit that no predictor foresees.
 * </ul>
 *
 * What chose it: nanoseconds for a message of the flow of {@code ./fleet bench book}, the loop
 * around the book (12 ns) included, by the processor time of the best run, all in the same minutes
 * on two busy 2.5 GHz Xeon cores with JDK 25.
 *
 * <pre>
 * swing of the price                                      0 %   2 %  25 %  40 %  60 %
 * radix tree, orders as records of one array (this one)    41    49    62    72    72
 * radix tree, an array for each field of an order          44    49    66    64    70
 * TreeMap of levels, linked objects (the book before)      77   147   453   593   619
 * exchange-core 0.5.3, OrderBookDirectImpl                185   244   327   347   347
 * </pre>
 *
 * The first two are equal within the noise except where queues are long (0 %): there the neighbours
 * of an order are what is waited for, and a record has them on one line. A sparse market costs
 * memory: a price far from all others has a leaf of 1 KB for itself.
 */
@NullMarked
package io.dams.matching.engine;

import org.jspecify.annotations.NullMarked;
