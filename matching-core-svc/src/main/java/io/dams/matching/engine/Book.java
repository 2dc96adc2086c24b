package io.dams.matching.engine;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A contract with its order book, and which legs rest in it. Who may trade with whom, and what a
 * trade means for a group, is {@link Trading}'s.
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

  private final OpenOrders open;
  private final OrderBook orders = new OrderBook(0);
  private final FreeNumbers numbers = new FreeNumbers(1);

  /** By the number of an order: whose it is, and the order of the same leg that queued next. */
  private @Nullable Leg[] legs = new Leg[16];

  private int[] nextOfLeg = new int[16];

  /**
   * @param open of all books together
   */
  Book(int number, ContractTerms terms, OpenOrders open) {
    this.number = number;
    this.open = open;
    this.terms = terms;
    this.highestPriceUnits = terms.maxPriceUnits();
  }

  boolean isHalted() {
    return terms.state() == ContractState.HALTED;
  }

  /** A leg on this contract begins to live. */
  void opened() {
    liveLegs++;
    open.legs++;
  }

  /** A leg on this contract has ended. */
  void closed() {
    liveLegs--;
    open.legs--;
  }

  /** Resting orders by price and time; to be changed by the methods of this book only. */
  OrderBook orders() {
    return orders;
  }

  /** The leg of an order that rests. */
  Leg leg(int order) {
    return Objects.requireNonNull(legs[order]);
  }

  /**
   * Queues lots of a leg at the end of its price level. Lots that follow directly on lots of the
   * same leg join them: nobody stands between, so nobody can tell the difference.
   */
  void queue(Leg leg, long lots) {
    int last = orders.last(leg.terms.side(), leg.limitUnits());
    if (last != OrderBook.NONE && legs[last] == leg) {
      orders.grow(last, lots);
    } else {
      append(leg, lots);
    }
  }

  private void append(Leg leg, long lots) {
    int order = numbers.take();
    if (order == legs.length) {
      legs = Arrays.copyOf(legs, 2 * order);
      nextOfLeg = Arrays.copyOf(nextOfLeg, 2 * order);
    }
    orders.add(order, leg.terms.side(), leg.limitUnits(), lots);
    legs[order] = leg;
    nextOfLeg[order] = OrderBook.NONE;
    if (leg.firstOrder == OrderBook.NONE) {
      leg.firstOrder = order;
    } else {
      nextOfLeg[leg.lastOrder] = order;
    }
    leg.lastOrder = order;
    open.resting++;
  }

  /** After a trade: an order that has nothing left, always its leg's first, is forgotten. */
  void traded(int order, long priceUnits) {
    lastPriceUnits = priceUnits;
    if (!orders.isResting(order)) {
      forgetFirst(leg(order));
    }
  }

  /** Takes everything that rests of a leg out of the book; false when nothing did. */
  boolean remove(Leg leg) {
    boolean rested = leg.firstOrder != OrderBook.NONE;
    while (leg.firstOrder != OrderBook.NONE) {
      orders.cancel(leg.firstOrder);
      forgetFirst(leg);
    }
    return rested;
  }

  private void forgetFirst(Leg leg) {
    int order = leg.firstOrder;
    leg.firstOrder = nextOfLeg[order];
    legs[order] = null;
    numbers.free(order);
    open.resting--;
  }

  CoreEvent.DepthChanged depth() {
    int most = CoreEvent.DepthChanged.LEVELS;
    return new CoreEvent.DepthChanged(
        terms.contract(),
        orders.depth(Side.BUY, most),
        orders.depth(Side.SELL, most),
        lastPriceUnits);
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

  static Book readFrom(StateReader state, int shard, int number, OpenOrders open) {
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
                state.readEnum(ContractState.class)),
            open);
    book.highestPriceUnits = state.readLong();
    book.lastPriceUnits = state.readLong();
    return book;
  }

  /** The legs that rest and wait here, by their places in the queues. */
  void writeQueuesTo(StateWriter state) {
    for (Side side : Side.values()) {
      state.writeInt(count(side));
      for (int order = orders.first(side); order != OrderBook.NONE; order = orders.after(order)) {
        leg(order).writePlaceTo(state);
        state.writeLong(orders.lots(order));
      }
    }
    state.writeInt(waiting.size());
    waiting.forEach(leg -> leg.writePlaceTo(state));
  }

  void readQueuesFrom(StateReader state, List<Group> groups) {
    for (Side side : Side.values()) {
      for (int left = state.readCount(); left > 0; left--) {
        append(Leg.readPlaceFrom(state, groups), state.readLong());
      }
    }
    for (int left = state.readCount(); left > 0; left--) {
      waiting.add(Leg.readPlaceFrom(state, groups));
    }
  }

  private int count(Side side) {
    int count = 0;
    for (int order = orders.first(side); order != OrderBook.NONE; order = orders.after(order)) {
      count++;
    }
    return count;
  }
}
