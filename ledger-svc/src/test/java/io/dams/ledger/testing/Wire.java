package io.dams.ledger.testing;

import static org.awaitility.Awaitility.await;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.testing.TestWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Speaks for the other services on the topics, and waits until the ledger has heard all. */
public final class Wire implements AutoCloseable {

  private static final Duration BOUND = Duration.ofSeconds(150);
  private static final long[] LAST_SEQUENCE = new long[2];

  private final JsonMapper json;
  private final KafkaProducer<String, byte[]> producer;
  private final Admin admin;
  private final List<ProducerRecord<String, byte[]>> sent = new ArrayList<>();

  public Wire(JsonMapper json) {
    this.json = json;
    Map<String, Object> config = Map.of("bootstrap.servers", TestWorld.kafka());
    this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    this.admin = Admin.create(config);
  }

  /** The next event of the shard, as the core would write it. */
  public void core(int shard, CoreEvent.Body body) {
    synchronized (LAST_SEQUENCE) {
      long sequence = ++LAST_SEQUENCE[shard];
      var event = new CoreEvent(shard, sequence, sequence, true, Groups.PLACED_AT, body);
      send(Topics.CORE_EVENT, shard, "k", event, event.id(), "matching-core-svc");
    }
  }

  public void order(OrderEvent event) {
    order("backoffice-svc", event);
  }

  /** The same, of any sender. */
  public void order(String sender, OrderEvent event) {
    send(Topics.ORDER_EVENT, null, event.groupId().toString(), event, newId(), sender);
  }

  public void statement(StatementEvent event) {
    statement("backoffice-svc", event);
  }

  /** The same, of any sender. */
  public void statement(String sender, StatementEvent event) {
    send(Topics.STATEMENT, null, event.group().toString(), event, newId(), sender);
  }

  /** Sends again all that was sent, with the same ids. */
  public void replay() {
    for (ProducerRecord<String, byte[]> record : List.copyOf(sent)) {
      put(record);
    }
  }

  /** Sends again what was sent last, with the same id. */
  public void repeatLast() {
    put(sent.getLast());
  }

  /** Waits until the ledger has taken all records of its topics. */
  public void awaitHeard() {
    await().atMost(BOUND).pollInterval(Duration.ofMillis(50)).until(() -> lag() == 0);
  }

  /** All records of the topic with this key. */
  public List<ConsumerRecord<String, byte[]>> read(String topic, String key) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", TestWorld.kafka(), "isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(p -> new TopicPartition(topic, p.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
      return records.stream().filter(r -> key.equals(r.key())).toList();
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    admin.close(Duration.ofSeconds(5));
  }

  private void send(
      String topic,
      @Nullable Integer partition,
      String key,
      Object payload,
      String id,
      String source) {
    var record =
        new ProducerRecord<String, byte[]>(topic, partition, key, json.writeValueAsBytes(payload));
    record.headers().add(Topics.CE_ID, id.getBytes(StandardCharsets.UTF_8));
    record
        .headers()
        .add(Topics.CE_TYPE, payload.getClass().getSimpleName().getBytes(StandardCharsets.UTF_8));
    record.headers().add(Topics.CE_SOURCE, source.getBytes(StandardCharsets.UTF_8));
    sent.add(record);
    put(record);
  }

  private void put(ProducerRecord<String, byte[]> record) {
    try {
      producer.send(record).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private long lag() throws Exception {
    var topics = List.of(Topics.CORE_EVENT, Topics.ORDER_EVENT, Topics.STATEMENT);
    var partitions =
        admin.describeTopics(topics).allTopicNames().get().values().stream()
            .flatMap(
                t -> t.partitions().stream().map(p -> new TopicPartition(t.name(), p.partition())))
            .toList();
    var committed =
        admin.listConsumerGroupOffsets("ledger-svc").partitionsToOffsetAndMetadata().get();
    var ends =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(p -> p, _ -> OffsetSpec.latest())))
            .all()
            .get();
    long lag = 0;
    for (TopicPartition partition : partitions) {
      var offset = committed.get(partition);
      lag += ends.get(partition).offset() - (offset == null ? 0 : offset.offset());
    }
    return lag;
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
