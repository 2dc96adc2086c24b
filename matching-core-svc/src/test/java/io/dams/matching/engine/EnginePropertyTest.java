package io.dams.matching.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The engine against the naive one, over random logs: equal events, equal books, and money that
 * adds up after every command. {@code -Ddams.seed=N} repeats one log, {@code -Ddams.commands=N}
 * makes each longer.
 */
class EnginePropertyTest {

  private static final int COMMANDS = Integer.getInteger("dams.commands", 1_000);

  static LongStream seeds() {
    Long one = Long.getLong("dams.seed");
    return one != null
        ? LongStream.of(one)
        : LongStream.concat(LongStream.range(1, 7), LongStream.of(new Random().nextLong()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void doesWhatTheNaiveEngineDoes(long seed) {
    // An odd seed divides few purses in a command, so that the queue is carried over.
    int fundingsPerCommand = seed % 2 == 0 ? Engine.FUNDINGS_PER_COMMAND : 1 + (int) (seed & 3);
    Engine engine = new Engine(0, fundingsPerCommand);
    NaiveEngine naive = new NaiveEngine(fundingsPerCommand);
    RandomLog log = new RandomLog(seed);
    EventAudit audit = new EventAudit();
    for (int offset = 0; offset < COMMANDS; offset++) {
      RandomLog.Entry entry = log.next();
      List<CoreEvent> events = new ArrayList<>();
      engine.apply(entry.command(), offset, entry.at(), event -> events.add(event.toEvent()));
      assertThat(events.stream().map(CoreEvent::body).toList())
          .as("seed %d, command %d: %s", seed, offset, entry)
          .isEqualTo(naive.apply(entry.command(), entry.at()));
      events.forEach(audit::see);
    }
    assertThat(audit.trades()).as("seed %d: a log that trades", seed).isGreaterThan(COMMANDS / 10);
    System.out.printf("seed %d: %d commands, %d trades%n", seed, COMMANDS, audit.trades());
  }

  /** Bounds so narrow that they are reached all the time. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsItsBoundsAsTheNaiveEngineDoes(long seed) {
    Engine engine = new Engine(0);
    NaiveEngine naive = new NaiveEngine(Engine.FUNDINGS_PER_COMMAND);
    RandomLog log = new RandomLog(seed);
    Random random = new Random(seed);
    long full = 0;
    for (int offset = 0; offset < COMMANDS; offset++) {
      RandomLog.Entry entry = log.next();
      CoreOrder command =
          random.nextInt(50) == 0
              ? new CoreOrder.SetBounds(1 + random.nextInt(40), 1 + random.nextInt(100))
              : entry.command();
      List<CoreEvent> events = new ArrayList<>();
      engine.apply(command, offset, entry.at(), event -> events.add(event.toEvent()));
      assertThat(events.stream().map(CoreEvent::body).toList())
          .as("seed %d, command %d: %s", seed, offset, command)
          .isEqualTo(naive.apply(command, entry.at()));
      full += events.stream().filter(EnginePropertyTest::isShardFull).count();
    }
    assertThat(full).as("seed %d: refused", seed).isPositive();
  }

  private static boolean isShardFull(CoreEvent event) {
    return event.body() instanceof CoreEvent.OrderGroupRejected rejected
        && rejected.reason() == CoreEvent.RejectReason.SHARD_FULL;
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void theSameLogGivesTheSameEventsAndTheSameState(long seed) {
    List<String> first = run(seed);
    assertThat(run(seed)).as("seed %d", seed).isEqualTo(first);
  }

  private static List<String> run(long seed) {
    Engine engine = new Engine(0);
    RandomLog log = new RandomLog(seed);
    List<String> lines = new ArrayList<>();
    for (int offset = 0; offset < COMMANDS; offset++) {
      RandomLog.Entry entry = log.next();
      engine.apply(
          entry.command(), offset, entry.at(), event -> lines.add(event.toEvent().toString()));
      if (offset % 500 == 0) {
        lines.add(engine.stateHash());
      }
    }
    lines.add(engine.stateHash());
    return lines;
  }
}
