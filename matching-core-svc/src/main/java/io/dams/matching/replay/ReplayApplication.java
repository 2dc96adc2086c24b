package io.dams.matching.replay;

import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.MatchingProperties;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays a shard's log on the command line: {@code SHARD KAFKA-PROPERTIES [DAY]}. Ends with 0 when
 * all was equal, with 1 when not, with 2 when it was called wrongly.
 */
public final class ReplayApplication {

  private static final int BATCH = 2_000;

  private ReplayApplication() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments));
  }

  static int run(String[] arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 3) {
      System.err.println("usage: SHARD KAFKA-PROPERTIES [DAY]");
      return 2;
    }
    int shard = Integer.parseInt(arguments[0]);
    KafkaSettings settings = settings(Path.of(arguments[1]));
    String day = arguments.length == 3 ? arguments[2] : null;
    ReplayReport report = new ReplayClient(shard, settings, mapper()).replay(begin(day), end(day));
    System.out.print(report.text());
    return report.isEqual() ? 0 : 1;
  }

  private static Instant begin(@Nullable String day) {
    return day == null ? Instant.MIN : start(LocalDate.parse(day));
  }

  private static Instant end(@Nullable String day) {
    return day == null ? Instant.MAX : start(LocalDate.parse(day).plusDays(1));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static CoreRecordMapper mapper() {
    return new CoreRecordMapper(
        "matching-core-svc",
        JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build());
  }

  private static KafkaSettings settings(Path file) throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    }
    Map<String, Object> base = new HashMap<>();
    properties.forEach((name, value) -> base.put(name.toString(), value));
    Duration wait = Duration.ofSeconds(30);
    MatchingProperties matching =
        new MatchingProperties(
            List.of(0),
            BATCH,
            BATCH,
            wait,
            wait,
            wait,
            wait,
            wait,
            wait,
            BATCH,
            wait,
            wait,
            wait,
            1,
            1);
    return new KafkaSettings("matching-core-svc", base, base, base, matching);
  }
}
