package io.dams.matching.engine;

/** How many orders a shard has open, in all its books, and how many it may have. */
final class OpenOrders {

  /** Live legs, whether or not something of them rests. */
  int legs;

  /** Orders in the books: none, one or several parts of a leg. */
  int resting;

  int most = Integer.MAX_VALUE;

  /** Whether so many legs more, each with an order that rests, would be too many. */
  boolean isFullFor(int more) {
    return Math.max(legs, resting) > most - more;
  }
}
