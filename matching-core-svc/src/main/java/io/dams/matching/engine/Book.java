package io.dams.matching.engine;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The resting orders of one contract, by price and then by time of queueing. It knows lots and
 * prices only; who may trade with whom, and what a trade means for a group, is {@link Trading}'s.
 */
final class Book {

  /** Its place in the order in which the contracts of the shard became known, from 0. */
  final int number;

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

  Book(int number, ContractTerms terms) {
    this.number = number;
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
    append(leg, level, lots);
  }

  private static void append(Leg leg, Level level, long lots) {
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

  void writeTo(StateWriter state) {
    state.writeText(terms.point().code());
    state.writeText(terms.token().code());
    state.writeInt(terms.pointScale());
    state.writeInt(terms.tokenScale());
    state.writeLong(terms.lotUnits());
    state.writeLong(terms.tickUnits());
    state.writeLong(terms.minLots());
    state.writeLong(terms.maxLots());
    state.writeLong(terms.maxPriceUnits());
    state.writeInt(terms.feeRatioPpm());
    state.writeEnum(terms.state());
    state.writeLong(highestPriceUnits);
    state.writeLong(lastPriceUnits);
  }

  static Book readFrom(StateReader state, int shard, int number) {
    AssetCode point = new AssetCode(state.readText());
    AssetCode token = new AssetCode(state.readText());
    Book book =
        new Book(
            number,
            new ContractTerms(
                ContractId.of(point, token),
                point,
                token,
                shard,
                state.readInt(),
                state.readInt(),
                state.readLong(),
                state.readLong(),
                state.readLong(),
                state.readLong(),
                state.readLong(),
                state.readInt(),
                state.readEnum(ContractState.class)));
    book.highestPriceUnits = state.readLong();
    book.lastPriceUnits = state.readLong();
    return book;
  }

  /** The legs that rest and wait here, by their places in the queues. */
  void writeQueuesTo(StateWriter state) {
    for (Side side : Side.values()) {
      List<Order> orders = orders(side);
      state.writeInt(orders.size());
      for (Order order : orders) {
        state.writeLong(order.leg.terms.leg().value());
        state.writeLong(order.lots);
      }
    }
    state.writeInt(waiting.size());
    waiting.forEach(leg -> state.writeLong(leg.terms.leg().value()));
  }

  void readQueuesFrom(StateReader state, Function<LegId, Leg> legs) {
    for (Side side : Side.values()) {
      for (int left = state.readCount(); left > 0; left--) {
        Leg leg = legs.apply(new LegId(state.readLong()));
        append(leg, levels(side).computeIfAbsent(leg.limitUnits(), Level::new), state.readLong());
      }
    }
    for (int left = state.readCount(); left > 0; left--) {
      waiting.add(legs.apply(new LegId(state.readLong())));
    }
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
