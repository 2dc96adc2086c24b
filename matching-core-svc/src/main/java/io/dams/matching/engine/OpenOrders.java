package io.dams.matching.engine;

import io.dams.contracts.topic.CoreOrder;

/** How many orders a shard has open, in all its books, and how many it may have. */
final class OpenOrders {

  /** Live legs, whether or not something of them rests. */
  int legs;

  /** Orders in the books: none, one or several parts of a leg. */
  int resting;

  int most = CoreOrder.SetBounds.FIRST_OPEN_ORDERS;

  /** What counts against the bound. */
  int count() {
    return Math.max(legs, resting);
  }

  /** Whether so many legs more, each with an order that rests, would be too many. */
  boolean isFullFor(int more) {
    return count() > most - more;
  }
}
