package io.dams.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreOrder;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * An engine that has grown to its size allocates nothing for an order, whatever becomes of it. The
 * commands themselves, and what a listener makes of the events, are not the engine's.
 */
class EngineAllocationTest {

  private static final int COMMANDS = 200_000;
  private static final int BATCH = 1_000;
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final List<String> POINTS = List.of("SKY", "BEAN", "MART");

  private final Engine engine = new Engine(0);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final CoreOrder[] commands = new CoreOrder[BATCH];
  private final Instant[] times = new Instant[BATCH];
  private final long[] told = new long[EngineEvent.Kind.values().length];
  private final Consumer<EngineEvent> listener = event -> told[event.kind().ordinal()]++;
  private final List<OrderGroupTerms> recent = new ArrayList<>();
  private Random random = new Random();
  private Instant now = Market.START;
  private long offset;
  private int groups;

  @Test
  void allocatesNothingForACommandInSteadyState() {
    for (String point : POINTS) {
      commands[0] = new CoreOrder.PublishContract(Market.contract(point, ContractState.OPEN));
      times[0] = now;
      apply(1);
    }
    // Twice the same, so that nothing is larger the second time; a week of ids passes each time.
    long first = play();
    assertThat(first).as("the measure sees what the engine needs to grow").isPositive();
    play();
    Arrays.fill(told, 0);
    long allocated = play();
    assertThat(allocated).as("bytes for %d commands", COMMANDS).isZero();
    assertThatEverythingHappened();
  }

  private void assertThatEverythingHappened() {
    Map<EngineEvent.Kind, Long> kinds = new EnumMap<>(EngineEvent.Kind.class);
    for (EngineEvent.Kind kind : EngineEvent.Kind.values()) {
      kinds.put(kind, told[kind.ordinal()]);
    }
    kinds.remove(EngineEvent.Kind.OTHER);
    assertThat(kinds.values()).as("%s", kinds).allMatch(count -> count > COMMANDS / 200);
  }

  /** The same commands each time, with other ids; all that is left expires at its end. */
  private long play() {
    random = new Random(1);
    recent.clear();
    long allocated = 0;
    for (int done = 0; done < COMMANDS; done += BATCH) {
      for (int i = 0; i < BATCH; i++) {
        now = now.plus(BETWEEN);
        commands[i] = next();
        times[i] = now;
      }
      allocated += apply(BATCH);
    }
    now = now.plus(Duration.ofDays(8));
    commands[0] = new CoreOrder.Tick();
    times[0] = now;
    allocated += apply(1);
    assertThat(engine.openGroups()).isZero();
    return allocated;
  }

  private long apply(int count) {
    long before = threads.getCurrentThreadAllocatedBytes();
    long nothing = threads.getCurrentThreadAllocatedBytes() - before;
    before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < count; i++) {
      engine.apply(commands[i], offset++, times[i], listener);
    }
    return threads.getCurrentThreadAllocatedBytes() - before - nothing;
  }

  private CoreOrder next() {
    int dice = random.nextInt(100);
    if (dice < 45) {
      return submit(TimeInForce.GTC, 1);
    } else if (dice < 55) {
      return submit(TimeInForce.IOC, 1);
    } else if (dice < 65) {
      return submit(TimeInForce.FOK, 1 + random.nextInt(3));
    } else if (dice < 80) {
      return submit(TimeInForce.GTC, 2 + random.nextInt(2));
    } else if (dice < 95 && !recent.isEmpty()) {
      OrderGroupTerms any = recent.get(random.nextInt(recent.size()));
      return new CoreOrder.CancelOrderGroup(
          any.group(), random.nextBoolean() ? null : any.legs().getLast().leg());
    }
    return new CoreOrder.Tick();
  }

  private CoreOrder submit(TimeInForce timeInForce, int legs) {
    OrderGroupId id = new OrderGroupId(OrderGroupId.leastAt(now) + (++groups % 1_000 << 3));
    long user = 1 + random.nextInt(8);
    int odd = random.nextInt(legs);
    boolean oddBuys = random.nextBoolean();
    List<LegTerms> terms = new ArrayList<>();
    for (int i = 0; i < legs; i++) {
      Side side = (i == odd) == oddBuys ? Side.BUY : Side.SELL;
      // One in a hundred is refused for its price.
      long price = random.nextInt(100) == 0 ? 2_000_000 : 100 + random.nextInt(20);
      AssetCode point = new AssetCode(POINTS.get(i));
      terms.add(
          new LegTerms(
              id.leg(i),
              ContractId.of(point, Market.TOKEN),
              point,
              side,
              1 + random.nextInt(9),
              100,
              price,
              0,
              "uid"));
    }
    @Nullable Instant expiresAt = now.plusSeconds(1 + random.nextInt(3_000));
    OrderGroupTerms group =
        new OrderGroupTerms(
            id, new UserId(user), Market.TOKEN, 0, timeInForce, expiresAt, now, terms);
    if (recent.size() == 100) {
      recent.removeFirst();
    }
    recent.add(group);
    return new CoreOrder.SubmitOrderGroup(group);
  }
}
