package io.dams.matching.engine;

import org.jspecify.annotations.Nullable;

/**
 * Lots of a leg that rest in a book, linked to their neighbours in the queue of their price level.
 * A linked buy leg can have several: each part of it that became affordable queued as new.
 */
final class Order {

  final Leg leg;
  final Level level;
  long lots;
  @Nullable Order previous;
  @Nullable Order next;

  Order(Leg leg, Level level, long lots) {
    this.leg = leg;
    this.level = level;
    this.lots = lots;
  }
}
