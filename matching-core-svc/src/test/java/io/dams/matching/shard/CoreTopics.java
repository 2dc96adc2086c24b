package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.Topics;
import io.dams.matching.engine.Engine;
import io.dams.matching.engine.EventAudit;
import io.dams.matching.log.CoreRecordMapper;
import io.dams.platform.testing.TestWorld;
import io.dams.sandbox.servers.SharedServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** The core's topics as others see them, for tests: commands in, and what came out of them. */
public final class CoreTopics implements AutoCloseable {

  private static final String GROUP = "matching-core-svc";
  private static final Set<String> OWN =
      Set.of(Topics.CORE_ORDER, Topics.CORE_EVENT, Topics.CORE_SNAPSHOT);

  private final String bootstrap;
  private final int shard;
  private final JsonMapper json = CoreProcess.json();
  private final KafkaProducer<String, byte[]> producer;

  /** The topics of a shard, on this Kafka. */
  public CoreTopics(String bootstrap, int shard) {
    this.bootstrap = bootstrap;
    this.shard = shard;
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer());
  }

  /** Makes the core's topics anew. The broker is busy for a while after the last deletion. */
  public static void recreate(int shards) {
    List<NewTopic> topics =
        TestWorld.topics().stream()
            .filter(it -> OWN.contains(it.name()))
            .map(it -> new NewTopic(it.name(), shards, (short) 1).configs(it.configs()))
            .toList();
    Awaitility.await("empty topics")
        .atMost(Duration.ofMinutes(3))
        .ignoreExceptions()
        .until(
            () -> {
              SharedServers.get().recreateTopics(topics);
              return true;
            });
  }

  /** Appends a command to the shard's log. */
  Future<RecordMetadata> append(CoreOrder command) {
    return append(json.writerFor(CoreOrder.class).writeValueAsBytes(command));
  }

  Future<RecordMetadata> append(byte[] value) {
    return append(Topics.CORE_ORDER, value);
  }

  /** Appends anything to any of the core's topics. */
  public Future<RecordMetadata> append(String topic, byte[] value) {
    return producer.send(new ProducerRecord<>(topic, shard, "key", value));
  }

  void flush() {
    producer.flush();
  }

  /** Waits until all commands that are in the log by now are applied and committed. */
  void awaitDone(Duration atMost) {
    long end = endOffset();
    Awaitility.await("all commands done")
        .atMost(atMost)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> doneOffset() >= end);
  }

  private long endOffset() {
    TopicPartition commands = new TopicPartition(Topics.CORE_ORDER, shard);
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      return consumer.endOffsets(List.of(commands)).get(commands);
    }
  }

  /** Before it all commands are applied and committed. */
  long doneOffset() {
    TopicPartition commands = new TopicPartition(Topics.CORE_ORDER, shard);
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      OffsetAndMetadata committed = consumer.committed(Set.of(commands)).get(commands);
      return committed == null ? 0 : committed.offset();
    }
  }

  /** All commands of the log. */
  List<ConsumerRecord<String, byte[]>> commands() {
    return read(Topics.CORE_ORDER);
  }

  /** All events that a consumer of committed records sees. */
  public List<ConsumerRecord<String, byte[]>> events() {
    return read(Topics.CORE_EVENT);
  }

  /**
   * Asserts that the events of all commands that are done are gapless, free of duplicates, add up,
   * and equal, byte for byte, what a straight replay of the log says.
   *
   * @return the engine after the replay
   */
  Engine assertEqualToAStraightReplay() {
    return assertEqualToAStraightReplay(doneOffset());
  }

  /** The same, of the commands before an offset. */
  Engine assertEqualToAStraightReplay(long done) {
    CoreRecordMapper mapper = CoreProcess.mapper();
    Engine engine = new Engine(shard);
    EventAudit audit = new EventAudit();
    List<String> expected = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> command : commands()) {
      if (command.offset() < done) {
        engine.apply(
            json.readValue(command.value(), CoreOrder.class),
            command.offset(),
            Instant.ofEpochMilli(command.timestamp()),
            told -> {
              CoreEvent event = told.toEvent();
              audit.see(event);
              expected.add(text(mapper.entry(event, null).value()));
            });
      }
    }
    // a commit is answered before every partition has heard of it
    Awaitility.await("the events of all that is done")
        .atMost(Duration.ofMinutes(3))
        .until(() -> eventsBefore(done) >= expected.size());
    List<String> actual = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> entry : events()) {
      CoreEvent event = json.readValue(entry.value(), CoreEvent.class);
      if (event.command() < done) {
        actual.add(text(entry.value()));
        assertThat(event.sequence()).as("no gap, no duplicate").isEqualTo(actual.size());
      }
    }
    assertThat(actual).isNotEmpty().isEqualTo(expected);
    return engine;
  }

  private long eventsBefore(long done) {
    return events().stream()
        .filter(entry -> json.readValue(entry.value(), CoreEvent.class).command() < done)
        .count();
  }

  @Override
  public void close() {
    producer.close();
  }

  private List<ConsumerRecord<String, byte[]>> read(String topic) {
    TopicPartition partition = new TopicPartition(topic, shard);
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).get(partition);
      while (consumer.position(partition) < end) {
        records.addAll(consumer.poll(Duration.ofMillis(200)).records(partition));
      }
    }
    return records;
  }

  private KafkaConsumer<String, byte[]> consumer() {
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                GROUP,
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(new TopicPartition(Topics.CORE_ORDER, shard)));
    return consumer;
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
