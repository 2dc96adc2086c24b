package io.dams.matching.operator;

import io.dams.contracts.topic.CoreOrder;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import io.dams.matching.log.SentRecordClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Appends commands to the logs of shards. */
class CommandAppendClient implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final KafkaProducer<String, byte[]> producer;
  private final CoreRecordMapper mapper;
  private final Clock clock;
  private final RandomGenerator random;

  CommandAppendClient(
      KafkaSettings settings, CoreRecordMapper mapper, Clock clock, RandomGenerator random) {
    this.producer = new KafkaProducer<>(settings.commandProducer("operator"));
    this.mapper = mapper;
    this.clock = clock;
    this.random = random;
  }

  /** The offset at which the command stands now. Kafka's exceptions pass through. */
  long append(int shard, CoreOrder command) {
    Instant now = clock.instant();
    String id = "operator-%d-%016x".formatted(now.toEpochMilli(), random.nextLong());
    return SentRecordClient.offset(producer.send(mapper.command(shard, command, id, now)));
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
