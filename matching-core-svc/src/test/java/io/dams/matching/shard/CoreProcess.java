package io.dams.matching.shard;

import io.dams.contracts.testing.KillableJvm;
import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.MatchingProperties;
import io.dams.matching.status.ShardMetrics;
import io.dams.matching.status.ShardReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A matching core in a JVM of its own, to be killed. Arguments: bootstrap servers, shard. A signal
 * to terminate ends it in order.
 */
public final class CoreProcess {

  private static final Path OUTPUT = Path.of("target", "core-processes");

  /** So few commands that snapshots are taken, and killed, all the time. */
  private static final int SNAPSHOT_COMMANDS = 100;

  /** As the workers here are configured. */
  static final CoreOrder.SetBounds BOUNDS = new CoreOrder.SetBounds(90_000, 900_000);

  private CoreProcess() {}

  /** Runs it. */
  public static void main(String[] arguments) {
    ShardWorker worker =
        worker(arguments[0], Integer.parseInt(arguments[1]), Duration.ofSeconds(2));
    Thread thread = Thread.ofPlatform().start(worker);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  worker.end();
                  try {
                    thread.join();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  /** Starts one. Its output goes to a file of this name. */
  static KillableJvm start(String bootstrap, int shard, String name) throws IOException {
    return KillableJvm.start(
        output(name), CoreProcess.class, List.of(bootstrap, Integer.toString(shard)));
  }

  /** How often the process of this name took its shard over. */
  static long takeOvers(String name) throws IOException {
    try (var lines = Files.lines(output(name))) {
      return lines.filter(line -> line.contains("taken over at")).count();
    }
  }

  /** A worker as the service configures it, but on one replica and with short pauses. */
  static ShardWorker worker(String bootstrap, int shard, Duration takeOverAfter) {
    return worker(logs(bootstrap, takeOverAfter), shard, takeOverAfter);
  }

  static ShardWorker worker(ShardLogs logs, int shard, Duration takeOverAfter) {
    return worker(logs, shard, takeOverAfter, new SimpleMeterRegistry());
  }

  static ShardWorker worker(
      ShardLogs logs, int shard, Duration takeOverAfter, MeterRegistry registry) {
    ShardMetrics metrics = new ShardMetrics(registry, Clock.systemUTC());
    ShardReport report = new ShardReport(shard, Duration.ZERO);
    return new ShardWorker(report, properties(takeOverAfter), logs, metrics, Clock.systemUTC());
  }

  static ShardLogs logs(String bootstrap, Duration takeOverAfter) {
    return new ShardLogs(settings(bootstrap, takeOverAfter), mapper());
  }

  /** Of a Kafka with one replica. */
  public static KafkaSettings settings(String bootstrap, Duration takeOverAfter) {
    Map<String, Object> base = Map.of("bootstrap.servers", bootstrap);
    return new KafkaSettings("matching-core-svc", base, base, base, properties(takeOverAfter));
  }

  /** As the service makes it. */
  public static CoreRecordMapper mapper() {
    return new CoreRecordMapper("matching-core-svc", json());
  }

  static JsonMapper json() {
    return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  private static Path output(String name) {
    return OUTPUT.resolve(name + ".log");
  }

  private static MatchingProperties properties(Duration takeOverAfter) {
    return new MatchingProperties(
        List.of(0),
        50,
        200,
        BOUNDS.openOrders(),
        BOUNDS.rememberedGroups(),
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        takeOverAfter,
        takeOverAfter,
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        SNAPSHOT_COMMANDS,
        Duration.ofSeconds(2),
        Duration.ofSeconds(30),
        Duration.ZERO,
        1,
        1);
  }
}
