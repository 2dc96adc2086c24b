package io.dams.systemtests.bench.book;

import io.dams.contracts.order.Side;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * The messages of one run: {@code orders} new orders, of which 15 % are immediate or cancel; 95 %
 * of the others are cancelled at last, and 20 % of them are modified before. The middle price goes
 * up and down by the regime's swing once in the run, and resting orders stand up to half the swing
 * away from it. The same seed gives the same flow.
 *
 * <p>An order lives for 16 to 131,072 messages, log-uniformly, so that tens of thousands rest at a
 * time. What has filled by then is cancelled or modified in vain, and that too is in the flow. Half
 * of the modifications change the price, half take lots off: the two that both books have.
 */
final class OrderFlow {

  /** A good-till-cancel order. */
  static final int NEW = 0;

  /** An immediate-or-cancel order. */
  static final int IOC = 1;

  static final int CANCEL = 2;

  /** To another price; the order queues as new there. */
  static final int MOVE = 3;

  /** By so many lots; the order keeps its place. */
  static final int REDUCE = 4;

  private static final long MIDDLE_PRICE = 100_000;
  private static final int LOTS_BITS = 7;
  private static final Side[] SIDES = Side.values();

  /** Two words for each message: price and lots; then id, side and kind. So it reads quickly. */
  private final long[] messages;

  private final int orders;
  private final int swingPercent;
  private int size;

  private record Due(long at, int id, int kind, long price) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Integer.compare(id, other.id);
    }
  }

  /**
   * @param swingPercent how far the middle price goes up and down
   * @param orders how many new orders
   */
  OrderFlow(int swingPercent, int orders, long seed) {
    this.orders = orders;
    this.swingPercent = swingPercent;
    messages = new long[2 * 3 * orders];
    generate(new SplittableRandom(seed));
  }

  /** How many messages there are. */
  int size() {
    return size;
  }

  /** Ids of orders are 1 to this. */
  int orders() {
    return orders;
  }

  /** What it asks for: {@link #NEW} and so on. */
  int kind(int message) {
    return (int) messages[2 * message + 1] & 7;
  }

  int id(int message) {
    return (int) (messages[2 * message + 1] >>> 4);
  }

  Side side(int message) {
    return SIDES[(int) messages[2 * message + 1] >>> 3 & 1];
  }

  long price(int message) {
    return messages[2 * message] >>> LOTS_BITS;
  }

  long lots(int message) {
    return messages[2 * message] & (1 << LOTS_BITS) - 1;
  }

  private void generate(SplittableRandom random) {
    PriorityQueue<Due> due = new PriorityQueue<>();
    Side[] sides = new Side[orders + 1];
    for (int id = 1; id <= orders; id++) {
      while (!due.isEmpty() && due.peek().at() <= size) {
        Due next = due.remove();
        change(next, id, sides[next.id()], random);
      }
      sides[id] = SIDES[random.nextInt(2)];
      if (random.nextInt(100) < 15) {
        add(IOC, id, sides[id], eagerPrice(id, sides[id], random), 1 + random.nextInt(10));
      } else {
        boolean eager = random.nextInt(100) < 2;
        long price =
            eager ? eagerPrice(id, sides[id], random) : restingPrice(id, sides[id], random);
        add(NEW, id, sides[id], price, lots(random));
        plan(id, price, due, random);
      }
    }
    while (!due.isEmpty()) {
      Due next = due.remove();
      change(next, orders, sides[next.id()], random);
    }
  }

  private void plan(int id, long price, PriorityQueue<Due> due, SplittableRandom random) {
    long lifetime = 1L << (4 + random.nextInt(13));
    lifetime += random.nextLong(lifetime);
    if (random.nextInt(100) < 20) {
      int kind = random.nextBoolean() ? MOVE : REDUCE;
      due.add(new Due(size + lifetime / 2, id, kind, price));
    }
    if (random.nextInt(100) < 95) {
      due.add(new Due(size + lifetime, id, CANCEL, price));
    }
  }

  private void change(Due due, int newest, Side side, SplittableRandom random) {
    switch (due.kind()) {
      case MOVE -> {
        long price = restingPrice(newest, side, random);
        // A move to the same price means the end of the queue to one book and nothing to the other.
        price += price == due.price() ? side == Side.BUY ? -1 : 1 : 0;
        add(MOVE, due.id(), side, price, 0);
      }
      case REDUCE -> add(REDUCE, due.id(), side, 0, 1 + random.nextInt(20));
      default -> add(CANCEL, due.id(), side, 0, 0);
    }
  }

  private void add(int kind, int id, Side side, long price, long lots) {
    messages[2 * size] = price << LOTS_BITS | lots;
    messages[2 * size + 1] = (long) id << 4 | side.ordinal() << 3 | kind;
    size++;
  }

  private static long lots(SplittableRandom random) {
    return 1 + random.nextInt(100);
  }

  /** Behind the middle, more often near it than far. */
  private long restingPrice(int id, Side side, SplittableRandom random) {
    int reach = 64 + (int) (MIDDLE_PRICE * swingPercent / 200);
    long offset = 1 + random.nextInt(1 + random.nextInt(reach));
    return middle(id) + (side == Side.BUY ? -offset : offset);
  }

  /** A little across the middle, so that it trades with what is near. */
  private long eagerPrice(int id, Side side, SplittableRandom random) {
    long offset = random.nextInt(4);
    return middle(id) + (side == Side.BUY ? offset : -offset);
  }

  /** A triangle wave, in whole numbers. */
  private long middle(int id) {
    long period = Math.max(4, orders);
    long phase = id % period;
    long quarter = period / 4;
    long height =
        phase < quarter ? phase : phase < 3 * quarter ? 2 * quarter - phase : phase - 4 * quarter;
    return MIDDLE_PRICE + MIDDLE_PRICE * swingPercent / 100 * height / quarter;
  }
}
