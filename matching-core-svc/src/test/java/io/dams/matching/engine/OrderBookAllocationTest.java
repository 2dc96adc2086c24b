package io.dams.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dams.contracts.order.Side;
import java.lang.management.ManagementFactory;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A book that has grown to its size allocates nothing, whatever comes. */
class OrderBookAllocationTest {

  private static final int ORDERS = 5_000;
  private static final int COMMANDS = 200_000;

  private static final Side[] SIDES = Side.values();

  private final OrderBook book = new OrderBook(ORDERS);
  private final OrderBook.Taker taker =
      new OrderBook.Taker() {
        @Override
        public OrderBook.Meeting meets(int maker) {
          return OrderBook.Meeting.TRADE;
        }

        @Override
        public void trades(int maker, long priceUnits, long lots) {
          tradedLots += lots;
        }
      };
  private long tradedLots;

  @Test
  void allocatesNothingForAnOrderInSteadyState() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    play(new Random(1));
    long before = threads.getCurrentThreadAllocatedBytes();
    long nothing = threads.getCurrentThreadAllocatedBytes() - before;
    Random random = new Random(1);
    before = threads.getCurrentThreadAllocatedBytes();
    play(random);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes for %d commands", COMMANDS).isEqualTo(nothing);
    assertThat(tradedLots).isGreaterThan(COMMANDS / 10);
  }

  /** The same each time, and empties the book at its end. */
  private void play(Random random) {
    for (int command = 0; command < COMMANDS; command++) {
      int order = 1 + random.nextInt(ORDERS);
      Side side = SIDES[random.nextInt(2)];
      long price = 100_000 + random.nextInt(20_000);
      if (!book.isResting(order)) {
        long left = book.match(side, price, 1 + random.nextInt(9), taker);
        if (left > 0) {
          book.add(order, side, price, left);
        }
      } else if (random.nextBoolean()) {
        book.cancel(order);
      } else {
        book.modify(order, price, 1 + random.nextInt(9), taker);
      }
    }
    for (int order = 1; order <= ORDERS; order++) {
      book.cancel(order);
    }
  }
}
