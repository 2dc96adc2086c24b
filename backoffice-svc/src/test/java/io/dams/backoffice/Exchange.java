package io.dams.backoffice;

import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.Topics;
import io.dams.contracts.topic.WalletBound;
import io.dams.platform.testing.TestWorld;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/**
 * The frontoffice and the core as the service meets them on Kafka, and everything that it sends.
 * One for the JVM: the core's sequence is one.
 */
public final class Exchange {

  /** The bound of every wait. */
  public static final Duration PATIENCE = Duration.ofSeconds(120);

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final AtomicLong SEQUENCE = new AtomicLong();
  private static final AtomicLong COMMAND = new AtomicLong();
  private static final KafkaProducer<String, byte[]> PRODUCER = producer();
  private static final List<ConsumerRecord<String, byte[]>> SENT = new CopyOnWriteArrayList<>();

  static {
    Thread.ofPlatform().daemon().name("exchange").start(Exchange::listen);
  }

  private Exchange() {}

  /** The frontoffice places a group. */
  public static void place(OrderGroupTerms terms) {
    input(UUID.randomUUID().toString(), new InputOrder.PlaceOrderGroup(terms));
  }

  /** The frontoffice sends a command, under an id of its own. */
  public static void input(String id, InputOrder command) {
    raw(
        id,
        command.getClass().getSimpleName(),
        command.groupId().toString(),
        JSON.writeValueAsBytes(command));
  }

  /** The frontoffice tells that a user bound an account. */
  public static void bound(WalletBound bound) {
    send(
        new ProducerRecord<>(
            Topics.WALLET, null, bound.user().toString(), JSON.writeValueAsBytes(bound)),
        UUID.randomUUID().toString(),
        "WalletBound");
  }

  /** The frontoffice sends a command with a number of its own among those of the group. */
  public static void numbered(long sequence, InputOrder command) {
    var record =
        new ProducerRecord<String, byte[]>(
            Topics.INPUT_ORDER,
            null,
            command.groupId().toString(),
            JSON.writeValueAsBytes(command));
    record
        .headers()
        .add(Topics.CE_SEQUENCE, Long.toString(sequence).getBytes(StandardCharsets.UTF_8));
    send(record, UUID.randomUUID().toString(), command.getClass().getSimpleName());
  }

  /** Somebody sends something as a command. */
  public static void raw(String id, String type, String key, byte[] value) {
    send(new ProducerRecord<>(Topics.INPUT_ORDER, null, key, value), id, type);
  }

  /** The core says what one command did; the offset of the command is the answer. */
  public static long core(CoreEvent.Body... bodies) {
    long command = COMMAND.incrementAndGet();
    for (int i = 0; i < bodies.length; i++) {
      event(
          new CoreEvent(
              0,
              SEQUENCE.incrementAndGet(),
              command,
              i == bodies.length - 1,
              Instant.now(),
              bodies[i]));
    }
    return command;
  }

  /** The core sends an event, with whatever number it has. */
  public static void event(CoreEvent event) {
    send(
        new ProducerRecord<>(Topics.CORE_EVENT, event.shard(), "0", JSON.writeValueAsBytes(event)),
        event.id(),
        event.body().getClass().getSimpleName());
  }

  /** The number of the core's last event. */
  public static long sequence() {
    return SEQUENCE.get();
  }

  /** All that was sent to the core about a group, in order. */
  public static List<CoreOrder> coreOrders(OrderGroupId group) {
    return sent(Topics.CORE_ORDER, group, CoreOrder.class);
  }

  /** All that was decided about a group, in order. */
  public static List<OrderEvent> orderEvents(OrderGroupId group) {
    return sent(Topics.ORDER_EVENT, group, OrderEvent.class);
  }

  /** All movements for a group, in order. */
  public static List<StatementEvent> statements(OrderGroupId group) {
    return sent(Topics.STATEMENT, group, StatementEvent.class);
  }

  /** What moved for a group: id and units. */
  public static List<Moved> moved(OrderGroupId group) {
    return statements(group).stream()
        .filter(StatementEvent.PointsMoved.class::isInstance)
        .map(StatementEvent.PointsMoved.class::cast)
        .map(moved -> new Moved(moved.transferId(), moved.kind(), moved.units()))
        .toList();
  }

  /** A movement. */
  public record Moved(TransferId id, TransferKind kind, long units) {}

  /** Waits until the group's fate before the core is known. */
  public static OrderEvent decision(OrderGroupId group) {
    await().atMost(PATIENCE).until(() -> !orderEvents(group).isEmpty());
    return orderEvents(group).getFirst();
  }

  /** Waits until the group failed. */
  public static OrderEvent.OrderGroupSubmitFailed failure(OrderGroupId group) {
    return (OrderEvent.OrderGroupSubmitFailed) decision(group);
  }

  /** Waits until the group was submitted. */
  public static OrderEvent.OrderGroupSubmitted submission(OrderGroupId group) {
    return (OrderEvent.OrderGroupSubmitted) decision(group);
  }

  private static <T> List<T> sent(String topic, OrderGroupId group, Class<T> type) {
    return SENT.stream()
        .filter(record -> record.topic().equals(topic) && group.toString().equals(record.key()))
        .map(record -> JSON.readValue(record.value(), type))
        .toList();
  }

  private static void send(ProducerRecord<String, byte[]> record, String id, String type) {
    record.headers().add(Topics.CE_ID, id.getBytes(StandardCharsets.UTF_8));
    record.headers().add(Topics.CE_TYPE, type.getBytes(StandardCharsets.UTF_8));
    record.headers().add(Topics.CE_SOURCE, "exchange".getBytes(StandardCharsets.UTF_8));
    PRODUCER.send(record);
    PRODUCER.flush();
  }

  private static KafkaProducer<String, byte[]> producer() {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            TestWorld.kafka(),
            ProducerConfig.ACKS_CONFIG,
            "all"),
        new StringSerializer(),
        new ByteArraySerializer());
  }

  private static void listen() {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                TestWorld.kafka(),
                ConsumerConfig.GROUP_ID_CONFIG,
                "exchange-" + UUID.randomUUID(),
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(Topics.CORE_ORDER, Topics.ORDER_EVENT, Topics.STATEMENT));
      while (!Thread.currentThread().isInterrupted()) {
        consumer.poll(Duration.ofMillis(100)).forEach(SENT::add);
      }
    }
  }
}
