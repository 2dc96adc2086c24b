package io.dams.matching.engine;

import org.jspecify.annotations.Nullable;

/** The queue of one side's orders at one price, first come first. */
final class Level {

  final long priceUnits;
  long lots;
  @Nullable Order head;
  @Nullable Order tail;

  Level(long priceUnits) {
    this.priceUnits = priceUnits;
  }

  void append(Order order) {
    order.previous = tail;
    if (tail == null) {
      head = order;
    } else {
      tail.next = order;
    }
    tail = order;
    lots += order.lots;
  }

  void remove(Order order) {
    if (order.previous == null) {
      head = order.next;
    } else {
      order.previous.next = order.next;
    }
    if (order.next == null) {
      tail = order.previous;
    } else {
      order.next.previous = order.previous;
    }
    lots -= order.lots;
  }
}
