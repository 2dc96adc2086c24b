package io.dams.matching.shard;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A matching core in a JVM of its own, to be killed. Arguments: bootstrap servers, shard. */
final class CoreProcess {

  private CoreProcess() {}

  public static void main(String[] arguments) {
    worker(arguments[0], Integer.parseInt(arguments[1]), Duration.ofSeconds(2)).run();
  }

  /** A worker as the service configures it, but on one replica and with short pauses. */
  static ShardWorker worker(String bootstrap, int shard, Duration takeOverAfter) {
    ShardLogs logs = logs(bootstrap, takeOverAfter);
    ShardMetrics metrics = new ShardMetrics(new SimpleMeterRegistry(), Clock.systemUTC());
    return new ShardWorker(shard, properties(takeOverAfter), logs, metrics, Clock.systemUTC());
  }

  static ShardLogs logs(String bootstrap, Duration takeOverAfter) {
    Map<String, Object> base = Map.of("bootstrap.servers", bootstrap);
    KafkaSettings settings = new KafkaSettings(base, base, base, properties(takeOverAfter));
    return new ShardLogs("matching-core-svc", settings, mapper());
  }

  static CoreRecordMapper mapper() {
    return new CoreRecordMapper("matching-core-svc", json());
  }

  static JsonMapper json() {
    return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
  }

  private static MatchingProperties properties(Duration takeOverAfter) {
    return new MatchingProperties(
        List.of(0),
        50,
        200,
        Duration.ofSeconds(10),
        Duration.ofSeconds(10),
        takeOverAfter,
        Duration.ofMillis(100),
        Duration.ofSeconds(1),
        1,
        1);
  }
}
