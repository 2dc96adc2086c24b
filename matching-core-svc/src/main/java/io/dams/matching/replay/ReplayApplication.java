package io.dams.matching.replay;

import io.dams.contracts.topic.Topics;
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
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Replays a shard's log on the command line: {@code SHARD KAFKA-PROPERTIES [DAY]}. Ends with 0 when
 * all was equal, with 1 when not, with 2 when nothing was compared: called wrongly, or Kafka has no
 * such shard or does not answer.
 */
public final class ReplayApplication {

  private static final int BATCH = 2_000;
  private static final Pattern SHARD = Pattern.compile("[0-9]{1,5}");

  private ReplayApplication() {}

  /** Runs it. */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(arguments));
  }

  static int run(String[] arguments) throws IOException {
    if (arguments.length < 2 || arguments.length > 3) {
      return refuse("usage: SHARD KAFKA-PROPERTIES [DAY]");
    }
    if (!SHARD.matcher(arguments[0]).matches()) {
      return refuse("the shard must be a number from 0: " + arguments[0]);
    }
    int shard = Integer.parseInt(arguments[0]);
    KafkaSettings settings = settings(Path.of(arguments[1]));
    try {
      LocalDate day = arguments.length == 3 ? LocalDate.parse(arguments[2]) : null;
      int shards = shards(settings);
      if (shard >= shards) {
        return refuse("there is no shard " + shard + "; they are 0 to " + (shards - 1));
      }
      ReplayReport report =
          new ReplayClient(shard, settings, mapper()).replay(begin(day), end(day));
      System.out.print(report.text());
      return report.isEqual() ? 0 : 1;
    } catch (DateTimeParseException e) {
      return refuse("the day must be written YYYY-MM-DD: " + arguments[2]);
    } catch (KafkaException e) {
      return refuse("the log cannot be read: " + e.getMessage());
    }
  }

  private static int refuse(String why) {
    System.err.println(why);
    return 2;
  }

  private static int shards(KafkaSettings settings) {
    try (var consumer = new KafkaConsumer<String, byte[]>(settings.consumer("replay"))) {
      return consumer.partitionsFor(Topics.CORE_ORDER).size();
    }
  }

  private static Instant begin(@Nullable LocalDate day) {
    return day == null ? Instant.MIN : start(day);
  }

  private static Instant end(@Nullable LocalDate day) {
    return day == null ? Instant.MAX : start(day.plusDays(1));
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
            BATCH, // The bounds of the engine come from the log.
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
