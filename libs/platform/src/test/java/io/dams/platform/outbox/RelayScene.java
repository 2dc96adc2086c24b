package io.dams.platform.outbox;

import static org.awaitility.Awaitility.await;

import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import io.dams.platform.testing.RealServers;
import io.dams.platform.testing.TestWorld;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Outbox and relays on a real database and a real broker, in one context for all. The relays are
 * the tests' own.
 */
@RealServers(schema = "platform_outbox")
@TestPropertySource(properties = {"spring.config.name=platform-test", "dams.outbox.relay=false"})
abstract class RelayScene {
  static final String TOPIC = Topics.STATEMENT;
  static final Duration SOON = Duration.ofSeconds(90);

  /** So long Kafka may take; and so long where it is known not to answer. */
  static final int LONG_MILLIS = 30_000;

  static final int SHORT_MILLIS = 900;

  @Autowired Outbox outbox;
  @Autowired OutboxMapper mapper;
  @Autowired Inbox inbox;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;

  final List<OutboxRelayWorker> relays = new ArrayList<>();
  final List<AutoCloseable> closeables = new ArrayList<>();

  record Note(int number) {}

  @AfterEach
  void stopRelays() throws Exception {
    relays.forEach(OutboxRelayWorker::stop);
    endLeases(); // of those that a test let die
    for (AutoCloseable each : closeables) {
      each.close();
    }
  }

  void write(OutboxMessage message) {
    transaction.executeWithoutResult(_ -> outbox.send(message));
  }

  /** One whose leases and sends outlast any stall of the machine. */
  OutboxRelayWorker relay(OutboxRelayWorker.Sender sender) {
    return started(new OutboxRelayWorker(mapper, sender, calm(), owner()));
  }

  /** One that soon gives buckets to others, and takes them. */
  OutboxRelayWorker changingRelay(OutboxRelayWorker.Sender sender) {
    OutboxProperties changing = leasing(Duration.ofSeconds(2), Duration.ofSeconds(1));
    return started(new OutboxRelayWorker(mapper, sender, changing, owner()));
  }

  OutboxRelayWorker started(OutboxRelayWorker relay) {
    relay.start();
    relays.add(relay);
    return relay;
  }

  static OutboxProperties calm() {
    return leasing(Duration.ofSeconds(60), Duration.ofMillis(LONG_MILLIS));
  }

  static OutboxProperties leasing(Duration lease, Duration sendTimeout) {
    return new OutboxProperties(true, Duration.ofMillis(50), lease, sendTimeout, 100, 900_000);
  }

  OutboxRelayWorker.Sender kafkaSender() {
    return sender(TestWorld.kafka(), 1_048_576, LONG_MILLIS);
  }

  OutboxRelayWorker.Sender sender(String bootstrap, int maxRequestBytes, int millis) {
    var producer =
        new OutboxConfiguration.OutboxProducer(
            new KafkaProducer<>(
                Map.of(
                    "bootstrap.servers", bootstrap,
                    "max.block.ms", millis,
                    "request.timeout.ms", millis,
                    "linger.ms", 0,
                    "max.request.size", maxRequestBytes,
                    "delivery.timeout.ms", millis),
                new StringSerializer(),
                new ByteArraySerializer()));
    closeables.add(producer);
    return row -> producer.send("platform-test", row);
  }

  /** A relay that holds every bucket, and is not started. */
  OutboxRelayWorker onlyRelay(OutboxRelayWorker.Sender sender) {
    endLeases();
    OutboxRelayWorker relay = new OutboxRelayWorker(mapper, sender, calm(), owner());
    relay.keepLeases();
    return relay;
  }

  /** As if every relay had been silent for the length of its lease. */
  void endLeases() {
    jdbc.update("UPDATE message_outbox_bucket SET lease_until = '2000-01-01'");
    jdbc.update("UPDATE message_relay SET alive_until = '2000-01-01'");
  }

  int count(String sql, Object... arguments) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, Integer.class, arguments));
  }

  int waitingOf(String key) {
    return count("SELECT COUNT(*) FROM message_outbox WHERE message_key = ?", key);
  }

  /** The same without what came again, as it may. */
  List<ConsumerRecord<String, byte[]>> received(String key, int atLeast) {
    Set<String> ids = new HashSet<>();
    return receivedOf(key, atLeast).stream().filter(r -> ids.add(id(r))).toList();
  }

  /** All records of the topic whose key begins so, once there are enough of them. */
  List<ConsumerRecord<String, byte[]>> receivedOf(String prefix, int atLeast) {
    List<ConsumerRecord<String, byte[]>> found = Collections.synchronizedList(new ArrayList<>());
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", TestWorld.kafka(), "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(
          consumer.partitionsFor(TOPIC).stream()
              .map(p -> new TopicPartition(TOPIC, p.partition()))
              .toList());
      AtomicBoolean quiet = new AtomicBoolean();
      await()
          .atMost(SOON)
          .until(
              () -> {
                int before = found.size();
                for (ConsumerRecord<String, byte[]> r : consumer.poll(Duration.ofMillis(300))) {
                  if (r.key().startsWith(prefix)) {
                    found.add(r);
                  }
                }
                quiet.set(found.size() == before);
                return found.size() >= atLeast && quiet.get();
              });
    }
    return found;
  }

  List<Long> sequences(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(this::sequence).toList();
  }

  long sequence(ConsumerRecord<String, byte[]> r) {
    return InboundMessage.of(r).sequence();
  }

  static String id(ConsumerRecord<String, byte[]> r) {
    return InboundMessage.of(r).id();
  }

  /** Each number where it came first: a later copy is a duplicate, not a reordering. */
  static List<Long> distinct(List<Long> sequences) {
    return sequences.stream().distinct().toList();
  }

  String text(ConsumerRecord<String, byte[]> r) {
    return new String(r.value(), java.nio.charset.StandardCharsets.UTF_8);
  }

  static String key() {
    return "k" + Long.toHexString(RandomGenerator.getDefault().nextLong()) + "-";
  }

  static String owner() {
    return UUID.randomUUID().toString();
  }
}
