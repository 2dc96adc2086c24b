package io.dams.matching.engine;

import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The resting orders of one contract, by price and then by time of queueing. It knows lots and
 * prices only; who may trade with whom, and what a trade means for a group, is {@link Trading}'s.
 */
final class Book {

  ContractTerms terms;

  /** The highest price that any terms of this contract ever allowed: bounds what a sale earns. */
  long highestPriceUnits;

  long lastPriceUnits;

  /** Live legs on this contract, whether or not something of them rests. */
  int liveLegs;

  /** Whether the depth has to be published at the end of the command. */
  boolean changed;

  /** Legs that were funded while the contract was halted, first funded first. */
  final ArrayDeque<Leg> waiting = new ArrayDeque<>();

  private final TreeMap<Long, Level> bids = new TreeMap<>(Comparator.reverseOrder());
  private final TreeMap<Long, Level> asks = new TreeMap<>();

  Book(ContractTerms terms) {
    this.terms = terms;
    this.highestPriceUnits = terms.maxPriceUnits();
  }

  boolean isHalted() {
    return terms.state() == ContractState.HALTED;
  }

  /** The order that is first to trade on this side; null when the side is empty. */
  @Nullable Order first(Side side) {
    var best = levels(side).firstEntry();
    return best == null ? null : best.getValue().head;
  }

  /** The order that comes after this one on its side; null when it is the last. */
  @Nullable Order after(Order order) {
    if (order.next != null) {
      return order.next;
    }
    var worse = levels(order.leg.terms.side()).higherEntry(order.level.priceUnits);
    return worse == null ? null : worse.getValue().head;
  }

  /**
   * Queues lots of a leg at the end of its price level. Lots that follow directly on lots of the
   * same leg join them: nobody stands between, so nobody can tell the difference.
   */
  void queue(Leg leg, long lots) {
    Level level = levels(leg.terms.side()).computeIfAbsent(leg.limitUnits(), Level::new);
    Order tail = level.tail;
    if (tail != null && tail.leg == leg) {
      tail.lots += lots;
      level.lots += lots;
      return;
    }
    Order order = new Order(leg, level, lots);
    level.append(order);
    leg.resting.addLast(order);
  }

  /** Takes traded lots off an order; with its last lot it leaves the book. */
  void fill(Order order, long lots) {
    lastPriceUnits = order.level.priceUnits;
    if (lots == order.lots) {
      order.leg.resting.remove(order);
      unlink(order);
    } else {
      order.lots -= lots;
      order.level.lots -= lots;
    }
  }

  /** Takes everything that rests of a leg out of the book; false when nothing did. */
  boolean remove(Leg leg) {
    boolean rested = !leg.resting.isEmpty();
    for (Order order = leg.resting.poll(); order != null; order = leg.resting.poll()) {
      unlink(order);
    }
    return rested;
  }

  CoreEvent.DepthChanged depth() {
    return new CoreEvent.DepthChanged(terms.contract(), best(bids), best(asks), lastPriceUnits);
  }

  /** All orders of a side, best first. */
  List<Order> orders(Side side) {
    List<Order> orders = new ArrayList<>();
    for (Order order = first(side); order != null; order = after(order)) {
      orders.add(order);
    }
    return orders;
  }

  private static List<CoreEvent.Level> best(TreeMap<Long, Level> levels) {
    return levels.values().stream()
        .limit(CoreEvent.DepthChanged.LEVELS)
        .map(level -> new CoreEvent.Level(level.priceUnits, level.lots))
        .toList();
  }

  private void unlink(Order order) {
    order.level.remove(order);
    if (order.level.head == null) {
      levels(order.leg.terms.side()).remove(order.level.priceUnits);
    }
  }

  private TreeMap<Long, Level> levels(Side side) {
    return side == Side.BUY ? bids : asks;
  }
}
