package io.dams.systemtests.bench.book;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the benchmark rests on: both books say the same about every message of the flow. */
class EqualityTest {

  private static final int ORDERS = Integer.getInteger("dams.orders", 20_000);

  @ParameterizedTest(name = "swing {0} %")
  @ValueSource(ints = {0, 2, 25, 40, 60})
  void bothBooksAnswerTheFlowAlike(int swingPercent) {
    long seed = Long.getLong("dams.seed", new Random().nextLong());
    OrderFlow flow = new OrderFlow(swingPercent, ORDERS, seed);
    System.out.printf("swing %d %%, seed %d: %s%n", swingPercent, seed, Equality.check(flow));
  }

  @ParameterizedTest(name = "swing {0} %")
  @ValueSource(ints = {0, 60})
  void theFlowIsMixedAsItSays(int swingPercent) {
    OrderFlow flow = new OrderFlow(swingPercent, 100_000, 1);
    int[] messages = new int[5];
    for (int message = 0; message < flow.size(); message++) {
      messages[flow.kind(message)]++;
    }
    int resting = messages[OrderFlow.NEW];
    assertThat(resting + messages[OrderFlow.IOC]).isEqualTo(100_000);
    assertThat(messages[OrderFlow.IOC]).isBetween(14_000, 16_000);
    assertThat(100L * messages[OrderFlow.CANCEL] / resting).isBetween(94L, 96L);
    assertThat(100L * (messages[OrderFlow.MOVE] + messages[OrderFlow.REDUCE]) / resting)
        .isBetween(19L, 21L);
    assertThat(new OrderFlow(swingPercent, 100_000, 1)).usingRecursiveComparison().isEqualTo(flow);
  }
}
