package io.dams.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.order.Side;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The fast book against the naive one: what each command says, and the best levels after it, are
 * equal, and so are all orders every now and then. {@code -Ddams.book.commands=N} makes each run
 * longer, {@code -Ddams.seed=N} repeats one.
 */
class OrderBookPropertyTest {

  private static final int COMMANDS = Integer.getInteger("dams.book.commands", 20_000);
  private static final int ORDERS = 300;

  /** Where prices lie. */
  enum Prices {
    /** All in one leaf of the tree. */
    FEW,
    SOME,
    MANY,
    /** Next to each end of the domain. */
    ENDS,
    /** So far from each other that each has a leaf of its own, at changing depths. */
    SPARSE,
    ANY;

    LongSupplier of(Random random) {
      long highest = (1L << 62) - 1;
      return switch (this) {
        case FEW -> () -> 1_000 + random.nextInt(6);
        case SOME -> () -> 1_000 + random.nextInt(300);
        case MANY -> () -> 1 + random.nextInt(1_000_000);
        case ENDS -> () -> random.nextBoolean() ? random.nextInt(4) : highest - random.nextInt(4);
        case SPARSE -> () -> (1L << random.nextInt(62)) + random.nextInt(2);
        case ANY -> () -> random.nextLong() & highest;
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Prices.class)
  void doesWhatTheNaiveBookDoes(Prices prices) {
    long seed = Long.getLong("dams.seed", new Random().nextLong());
    System.out.printf("prices %s, seed %d, %d commands%n", prices, seed, COMMANDS);
    Random random = new Random(seed);
    LongSupplier price = prices.of(random);
    Desk fast = new FastDesk();
    Desk naive = new NaiveDesk();
    for (int command = 0; command < COMMANDS; command++) {
      int dice = random.nextInt(100);
      int order = 1 + random.nextInt(ORDERS);
      Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
      long at = price.getAsLong();
      long lots = 1 + random.nextInt(random.nextInt(10) == 0 ? 500 : 20);
      List<String> expected = apply(naive, dice, order, side, at, lots);
      assertThat(apply(fast, dice, order, side, at, lots))
          .as("prices %s, seed %d, command %d", prices, seed, command)
          .isEqualTo(expected);
      assertThat(fast.depth(3))
          .as("depth: prices %s, seed %d, command %d", prices, seed, command)
          .isEqualTo(naive.depth(3));
      if (command % 50 == 0) {
        assertThat(fast.orders())
            .as("orders: prices %s, seed %d, command %d", prices, seed, command)
            .isEqualTo(naive.orders());
        assertThat(fast.depth(ORDERS)).isEqualTo(naive.depth(ORDERS));
      }
    }
    assertThat(naive.orders()).as("a book that is worth comparing").hasSizeGreaterThan(10);
  }

  private static List<String> apply(
      Desk desk, int dice, int order, Side side, long price, long lots) {
    if (dice < 55) {
      return desk.enter(order, side, price, lots);
    } else if (dice < 62) {
      return desk.enterOrKill(order, side, price, lots);
    } else if (dice < 80) {
      return desk.cancel(order);
    } else if (dice < 85) {
      return desk.reduce(order, lots);
    } else {
      return desk.modify(order, price, lots);
    }
  }
}
