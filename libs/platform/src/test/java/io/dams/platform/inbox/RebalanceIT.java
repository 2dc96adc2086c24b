package io.dams.platform.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.topic.Topics;
import io.dams.platform.PlatformIT;
import io.dams.platform.testing.TestWorld;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Kafka takes a worker that is too slow for gone, and gives its record to another, while the first
 * is still at it.
 */
@PlatformIT
class RebalanceIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String CONSUMER = "rebalance-it";
  private static final int MAX_POLL_INTERVAL_MILLIS = 2_000;

  @Autowired Inbox inbox;
  @Autowired JdbcTemplate jdbc;
  @Autowired KafkaTemplate<Object, Object> kafka;

  private final String key = "r" + UUID.randomUUID();

  @Test
  void aWorkerThatIsTooSlowAndTheOneThatGetsItsRecordTakeEffectOnce() throws Exception {
    send();
    var begun = new CountDownLatch(1);
    var mayEnd = new CountDownLatch(1);
    var effects = new AtomicInteger();
    try (var slow = consumer();
        var other = consumer();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      InboundMessage first = next(slow);
      Future<Boolean> atIt =
          threads.submit(
              () ->
                  inbox.once(
                      CONSUMER,
                      first,
                      () -> {
                        effects.incrementAndGet();
                        begun.countDown();
                        comes(mayEnd);
                      }));
      comes(begun);
      InboundMessage second = next(other);
      Future<Boolean> again =
          threads.submit(() -> inbox.once(CONSUMER, second, effects::incrementAndGet));
      try {
        await().atMost(SOON).until(() -> waitsForTheFirst());
      } finally {
        mayEnd.countDown();
      }
      assertThat(second.offset()).as("the same record").isEqualTo(first.offset());
      assertThat(atIt.get(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(again.get(SOON.toSeconds(), TimeUnit.SECONDS)).isFalse();
      assertThat(effects).hasValue(1);
      assertThatThrownBy(slow::commitSync)
          .as("its record is another's by now")
          .isInstanceOf(CommitFailedException.class);
    }
  }

  /** The other's row stands at the first one's, which is not committed. */
  private boolean waitsForTheFirst() {
    Long waiting =
        jdbc.queryForObject(
            """
            SELECT COUNT(*) FROM information_schema.PROCESSLIST
            WHERE INFO LIKE '%INSERT INTO message_history%' AND INFO NOT LIKE '%PROCESSLIST%'
            """,
            Long.class);
    return waiting != null && waiting > 0;
  }

  private static void comes(CountDownLatch latch) {
    try {
      if (!latch.await(SOON.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the other did not come so far");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private InboundMessage next(KafkaConsumer<String, byte[]> consumer) {
    long deadline = System.nanoTime() + SOON.toNanos();
    while (System.nanoTime() < deadline) {
      for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        if (key.equals(record.key())) {
          return InboundMessage.of(record);
        }
      }
    }
    throw new AssertionError("the record does not come");
  }

  private KafkaConsumer<String, byte[]> consumer() {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            TestWorld.kafka(),
            ConsumerConfig.GROUP_ID_CONFIG,
            key,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG,
            MAX_POLL_INTERVAL_MILLIS);
    var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.CORE_ORDER));
    return consumer;
  }

  private void send() throws Exception {
    var record =
        new ProducerRecord<Object, Object>(Topics.CORE_ORDER, 0, key, "{}".getBytes(UTF_8));
    Map.of(Topics.CE_ID, key, Topics.CE_TYPE, "T", Topics.CE_SOURCE, "test")
        .forEach((name, header) -> record.headers().add(name, header.getBytes(UTF_8)));
    kafka.send(record).get(SOON.toSeconds(), TimeUnit.SECONDS);
  }
}
