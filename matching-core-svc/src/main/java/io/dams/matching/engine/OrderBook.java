package io.dams.matching.engine;

import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Resting orders by price and then time, and the matching of what comes against them. It knows
 * prices and lots only; whose the orders are is the caller's.
 *
 * <p>The caller names each order by a number from 1, which is its place in an array: so an order is
 * found without a search. Numbers should be small, for the array is as long as the highest; one is
 * free again once its order is filled or cancelled. Nothing is allocated for an order once the
 * array has grown to its length.
 */
public final class OrderBook {

  /** The number of no order. */
  public static final int NONE = 0;

  /** What a taker says to a resting order that it could trade with. */
  public enum Meeting {
    /** They trade. */
    TRADE,
    /** The taker passes it over; it keeps its place. */
    PASS,
    /** The taker had it cancelled, and perhaps others. */
    GONE
  }

  /** An order that comes, and is told what it meets. */
  public interface Taker {

    /**
     * Whether it trades with the best order that it has not met. It may cancel resting orders, but
     * only when it answers {@link Meeting#GONE}.
     */
    Meeting meets(int maker);

    /**
     * It traded, at the maker's price; a maker with nothing left is out of the book already. Must
     * not change the book.
     */
    void trades(int maker, long priceUnits, long lots);
  }

  private static final int MAX_ORDER = 1 << 27;
  private static final long MAX_PRICE_UNITS = (1L << 62) - 1;
  private static final int RECORD = 4;
  private static final int LOTS = 0;
  private static final int LEVEL = 1;

  /** The orders before and behind it in its queue; what is set of order {@link #NONE} is unused. */
  private static final int PREVIOUS = 2;

  private static final int NEXT = 3;

  private static final Side[] OPPOSITES = {Side.SELL, Side.BUY};

  private final PriceLevels levels = new PriceLevels();
  private long[] orders;

  /** An empty book that has room for orders up to this number before it grows. */
  public OrderBook(int orders) {
    this.orders = new long[(orders + 1) * RECORD];
  }

  /**
   * Queues lots behind all others at this price.
   *
   * @param order a number that is free, 1 to 2^27
   * @param priceUnits 0 to 2^62 - 1
   * @param lots more than 0
   * @throws IllegalArgumentException when one of them is not so; nothing happened
   */
  public void add(int order, Side side, long priceUnits, long lots) {
    requirePriceAndLots(priceUnits, lots);
    if (order <= 0 || order > MAX_ORDER || isResting(order)) {
      throw new IllegalArgumentException("order number " + order + " is not free");
    }
    while (order * RECORD >= orders.length) {
      orders = Arrays.copyOf(orders, 2 * orders.length);
    }
    enqueue(order, side, priceUnits, lots);
  }

  /**
   * Trades what comes against the other side, best first, as far as its limit allows.
   *
   * @return lots that found nothing
   */
  public long match(Side side, long limitUnits, long lots, Taker taker) {
    Side makers = OPPOSITES[side.ordinal()];
    long limitKey = PriceLevels.key(makers, limitUnits);
    long left = lots;
    int maker = first(makers);
    while (left > 0 && maker != NONE && levels.key(level(maker)) <= limitKey) {
      switch (taker.meets(maker)) {
        case TRADE -> {
          int next = after(maker);
          long priceUnits = priceUnits(maker);
          long traded = Math.min(left, lots(maker));
          reduce(maker, traded);
          left -= traded;
          taker.trades(maker, priceUnits, traded);
          maker = next;
        }
        case PASS -> maker = after(maker);
        case GONE -> maker = first(makers);
      }
    }
    return left;
  }

  /**
   * Changes an order as if a new one had come in its place: it trades first if its price allows,
   * and queues behind all others. Fewer lots at the same price only shrink it: it keeps its place.
   *
   * @param lots what it is to have open, more than 0
   * @return false when no such order rests: nothing happened
   * @throws IllegalArgumentException when price or lots are out of range; nothing happened
   */
  public boolean modify(int order, long priceUnits, long lots, Taker taker) {
    requirePriceAndLots(priceUnits, lots);
    if (!isResting(order)) {
      return false;
    }
    if (priceUnits == priceUnits(order) && lots <= lots(order)) {
      shrink(order, lots(order) - lots);
      return true;
    }
    Side side = side(order);
    dequeue(order);
    long left = match(side, priceUnits, lots, taker);
    if (left > 0) {
      enqueue(order, side, priceUnits, left);
    }
    return true;
  }

  /** Takes an order out; false when no such order rests. */
  public boolean cancel(int order) {
    if (!isResting(order)) {
      return false;
    }
    dequeue(order);
    return true;
  }

  /**
   * Takes lots off an order, which keeps its place; with the last it is gone.
   *
   * @throws IllegalArgumentException when it has not so many; nothing happened
   */
  public void reduce(int order, long lots) {
    long open = isResting(order) ? lots(order) : 0;
    if (lots <= 0 || lots > open) {
      throw new IllegalArgumentException(lots + " lots of " + open);
    }
    if (lots == open) {
      dequeue(order);
    } else {
      shrink(order, lots);
    }
  }

  /** Adds lots to an order that rests and has nobody behind it at its price. */
  void grow(int order, long lots) {
    shrink(order, -lots);
  }

  /** Whether such an order rests. */
  public boolean isResting(int order) {
    return order > 0 && order < orders.length / RECORD && orders[order * RECORD + LOTS] != 0;
  }

  /** What an order that rests has open. */
  public long lots(int order) {
    return orders[order * RECORD + LOTS];
  }

  /** The price of an order that rests. */
  public long priceUnits(int order) {
    return levels.priceUnits(level(order));
  }

  /** The side of an order that rests. */
  public Side side(int order) {
    return levels.sideOf(level(order));
  }

  /** The order that is first to trade on this side; {@link #NONE} when the side is empty. */
  public int first(Side side) {
    return head(levels.best(side));
  }

  /** The order that comes after this one on its side; {@link #NONE} when it is the last. */
  public int after(int order) {
    int next = (int) orders[order * RECORD + NEXT];
    return next != NONE ? next : head(levels.after(level(order)));
  }

  /** The order that was the last to queue at this price; {@link #NONE} when there is none. */
  int last(Side side, long priceUnits) {
    int level = levels.find(PriceLevels.key(side, priceUnits));
    return level == PriceLevels.NONE ? NONE : levels.tail(level);
  }

  /** The best levels of a side, best first. */
  public List<CoreEvent.Level> depth(Side side, int most) {
    List<CoreEvent.Level> depth = new ArrayList<>();
    int level = levels.best(side);
    while (level != PriceLevels.NONE && depth.size() < most) {
      depth.add(new CoreEvent.Level(levels.priceUnits(level), levels.lots(level)));
      level = levels.after(level);
    }
    return depth;
  }

  private void enqueue(int order, Side side, long priceUnits, long lots) {
    int level = levels.findOrAdd(PriceLevels.key(side, priceUnits));
    int tail = levels.tail(level);
    int at = order * RECORD;
    orders[at + LOTS] = lots;
    orders[at + LEVEL] = level;
    orders[at + PREVIOUS] = tail;
    orders[at + NEXT] = NONE;
    orders[tail * RECORD + NEXT] = order;
    levels.setQueue(level, tail == NONE ? order : levels.head(level), order);
    levels.addLots(level, lots);
  }

  private void dequeue(int order) {
    int at = order * RECORD;
    int level = level(order);
    int previous = (int) orders[at + PREVIOUS];
    int next = (int) orders[at + NEXT];
    orders[previous * RECORD + NEXT] = next;
    orders[next * RECORD + PREVIOUS] = previous;
    int head = previous == NONE ? next : levels.head(level);
    int tail = next == NONE ? previous : levels.tail(level);
    levels.setQueue(level, head, tail);
    levels.addLots(level, -orders[at + LOTS]);
    orders[at + LOTS] = 0;
    if (head == NONE) {
      levels.remove(level);
    }
  }

  private void shrink(int order, long lots) {
    orders[order * RECORD + LOTS] -= lots;
    levels.addLots(level(order), -lots);
  }

  private static void requirePriceAndLots(long priceUnits, long lots) {
    if (priceUnits < 0 || priceUnits > MAX_PRICE_UNITS || lots <= 0) {
      throw new IllegalArgumentException(lots + " lots at " + priceUnits);
    }
  }

  private int head(int level) {
    return level == PriceLevels.NONE ? NONE : levels.head(level);
  }

  private int level(int order) {
    return (int) orders[order * RECORD + LEVEL];
  }
}
