package io.dams.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** Outbox and relays on a real database and a real broker. The relays are the tests' own. */
@RealServers(schema = "platform_outbox")
@TestPropertySource(properties = {"spring.config.name=platform-test", "dams.outbox.relay=false"})
class OutboxIT {

  private static final String TOPIC = Topics.STATEMENT;
  private static final Duration SOON = Duration.ofSeconds(90);

  /** So long Kafka may take; and so long where it is known not to answer. */
  private static final int LONG_MILLIS = 30_000;

  private static final int SHORT_MILLIS = 900;

  @Autowired Outbox outbox;
  @Autowired OutboxMapper mapper;
  @Autowired Inbox inbox;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;

  private final List<OutboxRelayWorker> relays = new ArrayList<>();
  private final List<AutoCloseable> closeables = new ArrayList<>();

  record Note(int number) {}

  @AfterEach
  void stopRelays() throws Exception {
    relays.forEach(OutboxRelayWorker::stop);
    for (AutoCloseable each : closeables) {
      each.close();
    }
  }

  @Test
  void needsATransaction() {
    assertThatThrownBy(() -> outbox.send(new OutboxMessage(TOPIC, "k", new Note(1))))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesWhatCouldNeverBeSent() {
    OutboxMessage tooLarge = new OutboxMessage(TOPIC, "k", "x".repeat(1_000_000));
    OutboxMessage longKey = new OutboxMessage(TOPIC, "k".repeat(121), new Note(1));
    for (OutboxMessage message : List.of(tooLarge, longKey)) {
      assertThatThrownBy(() -> write(message)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void sendsNothingOfATransactionThatRollsBack() {
    String key = key();
    transaction.executeWithoutResult(
        status -> {
          outbox.send(new OutboxMessage(TOPIC, key, new Note(1)));
          status.setRollbackOnly();
        });
    write(new OutboxMessage(TOPIC, key, new Note(2)));
    relay(kafkaSender());
    assertThat(received(key, 1)).extracting(this::text).containsExactly("{\"number\":2}");
    assertThat(sequences(received(key, 1))).containsExactly(1L);
  }

  @Test
  void numbersOfAKeyAreContiguousUnderConcurrentTransactions() throws Exception {
    String key = key();
    relay(kafkaSender());
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 80; i++) {
        int number = i;
        threads.execute(() -> sendOrRollBack(key, number));
      }
    }
    assertThat(sequences(received(key, 64)))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 64).boxed().toList());
  }

  /** Every fifth rolls back. The loser of a deadlock tries again, as a caller does. */
  private void sendOrRollBack(String key, int number) {
    for (int attempt = 1; ; attempt++) {
      try {
        transaction.executeWithoutResult(
            status -> {
              outbox.send(new OutboxMessage(TOPIC, key, new Note(number)));
              if (number % 5 == 0) {
                status.setRollbackOnly();
              }
            });
        return;
      } catch (PessimisticLockingFailureException e) {
        if (attempt == 20) {
          throw e;
        }
      }
    }
  }

  @Test
  void twoRelaysNeverReorderAKey() throws Exception {
    String prefix = key();
    int keys = 40;
    int each = 12;
    OutboxRelayWorker.Sender kafka = kafkaSender();
    AtomicInteger calls = new AtomicInteger();
    OutboxRelayWorker.Sender uneven =
        row -> {
          if (calls.incrementAndGet() % 7 == 0) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
          }
          return kafka.send(row);
        };
    changingRelay(uneven);
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int n = 0; n < each; n++) {
        for (int k = 0; k < keys; k++) {
          OutboxMessage message = new OutboxMessage(TOPIC, prefix + k, new Note(n));
          threads.execute(() -> write(message));
        }
        if (n == each / 3) {
          changingRelay(uneven);
        }
        if (n == each / 2) {
          changingRelay(uneven);
          relays.getFirst().stop();
        }
      }
    }
    Map<String, List<Long>> byKey = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> r : receivedOf(prefix, keys * each)) {
      byKey.computeIfAbsent(r.key(), _ -> new ArrayList<>()).add(sequence(r));
    }
    assertThat(byKey).hasSize(keys);
    byKey.values().forEach(s -> assertThat(distinct(s)).isSorted().hasSize(each));
  }

  @Test
  void relayKilledBetweenSendAndDeleteSendsAgainWithTheSameIdWhichTheInboxDrops() {
    String key = key();
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    OutboxRelayWorker.Sender kafka = kafkaSender();
    OutboxRelayWorker dying = onlyRelay(row -> diesAfter(kafka.send(row)));
    assertThatThrownBy(dying::pass).isInstanceOf(Killed.class);

    endLeases();
    relay(kafka);
    List<ConsumerRecord<String, byte[]>> twice = receivedOf(key, 2).subList(0, 2);
    assertThat(twice).extracting(r -> InboundMessage.of(r).id()).containsOnly(id(twice.getFirst()));
    assertThat(sequences(twice)).containsExactly(1L, 1L);
    AtomicInteger effects = new AtomicInteger();
    List<Boolean> answers =
        twice.stream()
            .map(r -> inbox.once("outbox-it", InboundMessage.of(r), effects::incrementAndGet))
            .toList();
    assertThat(answers).containsExactly(true, false);
    assertThat(effects).hasValue(1);
  }

  @Test
  void rowThatWasWrittenButNotSentIsStillSent() {
    String key = key();
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    write(new OutboxMessage(TOPIC, key, new Note(2)));
    AtomicInteger failures = new AtomicInteger();
    OutboxRelayWorker.Sender kafka = kafkaSender();
    relay(
        row ->
            row.messageKey().equals(key) && failures.incrementAndGet() <= 2
                ? CompletableFuture.failedFuture(new TimeoutException("broker away"))
                : kafka.send(row));
    assertThat(sequences(received(key, 2))).containsExactly(1L, 2L);
    assertThat(failures.get()).isGreaterThan(2);
  }

  @Test
  void anErrorDoesNotEndTheRelay() {
    String key = key();
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    AtomicBoolean failed = new AtomicBoolean();
    OutboxRelayWorker.Sender kafka = kafkaSender();
    relay(
        row -> {
          if (row.messageKey().equals(key) && failed.compareAndSet(false, true)) {
            throw new NoClassDefFoundError("lost");
          }
          return kafka.send(row);
        });
    assertThat(sequences(received(key, 1))).containsExactly(1L);
    assertThat(failed).isTrue();
  }

  @Test
  void keepsRowsWhileTheBrokerIsAway() {
    String key = key();
    OutboxRelayWorker away = relay(sender("127.0.0.1:1", 1_048_576, SHORT_MILLIS));
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    await().atMost(SOON).until(() -> away.stuckPlaces() == 1);
    assertThat(waitingOf(key)).isEqualTo(1);
    away.stop();
    relay(kafkaSender());
    assertThat(sequences(received(key, 1))).containsExactly(1L);
    await().atMost(SOON).until(() -> waitingOf(key) == 0);
  }

  @Test
  void aTopicThatIsMissingHoldsUpNoOther() {
    String key = key();
    write(new OutboxMessage("dams.no.such.topic", key, new Note(1)));
    relay(sender(TestWorld.kafka(), 1_048_576, SHORT_MILLIS));
    write(new OutboxMessage(TOPIC, key, new Note(2)));
    assertThat(received(key, 1)).extracting(this::text).containsExactly("{\"number\":2}");
    await().atMost(SOON).until(() -> waitingOf(key) == 1);
    jdbc.update("DELETE FROM message_outbox WHERE message_key = ?", key);
  }

  /** The key's order is kept, even when a later message of it could be sent. */
  @Test
  void aPartitionThatIsMissingHoldsUpItsKeyAlone() {
    String key = key();
    write(new OutboxMessage(TOPIC, 99, key + "bad", new Note(1)));
    write(new OutboxMessage(TOPIC, 0, key + "bad", new Note(2)));
    OutboxRelayWorker relay = relay(sender(TestWorld.kafka(), 1_048_576, SHORT_MILLIS));
    await().atMost(SOON).until(() -> relay.stuckPlaces() == 1);
    write(new OutboxMessage(TOPIC, key + "good", new Note(3)));
    assertThat(received(key, 1)).extracting(this::text).containsExactly("{\"number\":3}");
    assertThat(waitingOf(key + "bad")).isEqualTo(2);

    jdbc.update("UPDATE message_outbox SET partition_number = 0 WHERE partition_number = 99");
    await().atMost(SOON).until(() -> waitingOf(key + "bad") == 0);
    assertThat(sequences(received(key + "bad", 2))).containsExactly(1L, 2L);
  }

  @Test
  void aMessageThatKafkaRefusesHoldsUpItsKeyAlone() {
    String key = key();
    write(new OutboxMessage(TOPIC, -1, key + "bad", new Note(1)));
    write(new OutboxMessage(TOPIC, key + "large", "x".repeat(30_000)));
    write(new OutboxMessage(TOPIC, key + "large", new Note(2)));
    OutboxRelayWorker narrow = relay(sender(TestWorld.kafka(), 20_000, LONG_MILLIS));
    await().atMost(SOON).until(() -> narrow.stuckStreams() == 2);
    write(new OutboxMessage(TOPIC, key + "good", new Note(3)));
    assertThat(received(key, 1)).extracting(this::text).containsExactly("{\"number\":3}");
    await().atMost(SOON).until(() -> waitingOf(key + "good") == 0);
    assertThat(waitingOf(key + "bad")).isEqualTo(1);
    assertThat(waitingOf(key + "large")).isEqualTo(2);
    assertThat(mapper.waitingKeys(0, 0, 200))
        .filteredOn(waiting -> waiting.messageKey().startsWith(key))
        .extracting(waiting -> waiting.messageKey() + " " + waiting.messages())
        .containsExactly(key + "bad 1", key + "large 2");

    narrow.stop();
    relay(kafkaSender());
    await().atMost(SOON).until(() -> waitingOf(key + "large") == 0);
    assertThat(sequences(received(key + "large", 2))).containsExactly(1L, 2L);
    jdbc.update("DELETE FROM message_outbox WHERE message_key = ?", key + "bad");
  }

  @Test
  void relayWhoseBucketsWentToAnotherDeletesNothing() throws Exception {
    String key = key();
    write(new OutboxMessage(TOPIC, key, new Note(1)));
    CountDownLatch sending = new CountDownLatch(1);
    CompletableFuture<Object> answer = new CompletableFuture<>();
    OutboxRelayWorker paused =
        onlyRelay(
            _ -> {
              sending.countDown();
              return answer;
            });
    CompletableFuture<Void> pass = CompletableFuture.runAsync(paused::pass);
    assertThat(sending.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();

    endLeases();
    OutboxRelayWorker successor =
        new OutboxRelayWorker(
            mapper, _ -> CompletableFuture.failedFuture(new TimeoutException()), calm(), owner());
    successor.keepLeases();
    assertThat(successor.pass()).isPositive();
    answer.complete("acknowledged");
    pass.get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(waitingOf(key)).as("only the bucket's owner deletes").isEqualTo(1);
  }

  /** What a kill -9 does to the thread. */
  private static class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static CompletableFuture<Object> diesAfter(CompletableFuture<?> sent) {
    sent.join();
    throw new Killed();
  }

  private void write(OutboxMessage message) {
    transaction.executeWithoutResult(_ -> outbox.send(message));
  }

  /** One whose leases and sends outlast any stall of the machine. */
  private OutboxRelayWorker relay(OutboxRelayWorker.Sender sender) {
    return started(new OutboxRelayWorker(mapper, sender, calm(), owner()));
  }

  /** One that soon gives buckets to others, and takes them. */
  private OutboxRelayWorker changingRelay(OutboxRelayWorker.Sender sender) {
    OutboxProperties changing = leasing(Duration.ofSeconds(2), Duration.ofSeconds(1));
    return started(new OutboxRelayWorker(mapper, sender, changing, owner()));
  }

  private OutboxRelayWorker started(OutboxRelayWorker relay) {
    relay.start();
    relays.add(relay);
    return relay;
  }

  private static OutboxProperties calm() {
    return leasing(Duration.ofSeconds(60), Duration.ofMillis(LONG_MILLIS));
  }

  private static OutboxProperties leasing(Duration lease, Duration sendTimeout) {
    return new OutboxProperties(true, Duration.ofMillis(50), lease, sendTimeout, 100, 900_000);
  }

  private OutboxRelayWorker.Sender kafkaSender() {
    return sender(TestWorld.kafka(), 1_048_576, LONG_MILLIS);
  }

  private OutboxRelayWorker.Sender sender(String bootstrap, int maxRequestBytes, int millis) {
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
  private OutboxRelayWorker onlyRelay(OutboxRelayWorker.Sender sender) {
    endLeases();
    OutboxRelayWorker relay = new OutboxRelayWorker(mapper, sender, calm(), owner());
    relay.keepLeases();
    return relay;
  }

  /** As if every relay had been silent for the length of its lease. */
  private void endLeases() {
    jdbc.update("UPDATE message_outbox_bucket SET lease_until = '2000-01-01'");
    jdbc.update("UPDATE message_relay SET alive_until = '2000-01-01'");
  }

  private int count(String sql, Object... arguments) {
    return Objects.requireNonNull(jdbc.queryForObject(sql, Integer.class, arguments));
  }

  private int waitingOf(String key) {
    return count("SELECT COUNT(*) FROM message_outbox WHERE message_key = ?", key);
  }

  /** The same without what came again, as it may. */
  private List<ConsumerRecord<String, byte[]>> received(String key, int atLeast) {
    Set<String> ids = new HashSet<>();
    return receivedOf(key, atLeast).stream().filter(r -> ids.add(id(r))).toList();
  }

  /** All records of the topic whose key begins so, once there are enough of them. */
  private List<ConsumerRecord<String, byte[]>> receivedOf(String prefix, int atLeast) {
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

  private List<Long> sequences(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream().map(this::sequence).toList();
  }

  private long sequence(ConsumerRecord<String, byte[]> r) {
    return InboundMessage.of(r).sequence();
  }

  private static String id(ConsumerRecord<String, byte[]> r) {
    return InboundMessage.of(r).id();
  }

  /** Each number where it came first: a later copy is a duplicate, not a reordering. */
  private static List<Long> distinct(List<Long> sequences) {
    return sequences.stream().distinct().toList();
  }

  private String text(ConsumerRecord<String, byte[]> r) {
    return new String(r.value(), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static String key() {
    return "k" + Long.toHexString(RandomGenerator.getDefault().nextLong()) + "-";
  }

  private static String owner() {
    return UUID.randomUUID().toString();
  }
}
