package io.dams.platform.failstop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.topic.Topics;
import io.dams.platform.PlatformIT;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.testing.TestWorld;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.test.annotation.DirtiesContext;

/** A listener on {@link ContainerFactories#FAIL_STOP}. */
@PlatformIT
@DirtiesContext
@Import({
  FailStopIT.StreamListener.class,
  FailStopIT.BatchListener.class,
  FailStopIT.GoneListener.class
})
class FailStopIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  @Autowired StreamListener listener;
  @Autowired BatchListener batches;
  @Autowired GoneListener gone;
  @Autowired KafkaTemplate<Object, Object> kafka;
  @Autowired KafkaListenerEndpointRegistry listeners;
  @LocalManagementPort int managementPort;

  /** Fails as the values tell it. */
  static class StreamListener {
    final List<String> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    volatile boolean healed;

    @KafkaListener(
        id = "stream-it",
        topics = Topics.LOGIN,
        groupId = "fail-stop-it",
        containerFactory = ContainerFactories.FAIL_STOP)
    void on(ConsumerRecord<String, byte[]> record) {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      if (value.equals("outage") && failures.incrementAndGet() <= 4) {
        throw new TransientDataAccessResourceException("database away");
      }
      if (value.equals("wrong") && !healed) {
        throw new ClassCastException("what the framework holds for hopeless");
      }
      taken.add(value);
    }
  }

  /** The same, for records that come together. */
  static class BatchListener {
    final List<String> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger failures = new AtomicInteger();
    volatile boolean healed;

    @KafkaListener(
        id = "batch-stream-it",
        topics = Topics.WALLET,
        groupId = "fail-stop-it",
        batch = "true",
        containerFactory = ContainerFactories.FAIL_STOP)
    void on(List<ConsumerRecord<String, byte[]>> records) {
      for (int i = 0; i < records.size(); i++) {
        String value = new String(records.get(i).value(), StandardCharsets.UTF_8);
        if (value.equals("outage") && failures.incrementAndGet() <= 4) {
          throw failed(new TransientDataAccessResourceException("database away"), i);
        }
        if (value.equals("wrong") && !healed) {
          throw failed(new ClassCastException("what the framework holds for hopeless"), i);
        }
        taken.add(value);
      }
    }

    private static BatchListenerFailedException failed(RuntimeException cause, int index) {
      return new BatchListenerFailedException("not taken", cause, index);
    }
  }

  /** Is taken for gone while it is at its first record, as after a long pause. */
  static class GoneListener {
    static final String GROUP = "fail-stop-gone-it";
    final List<String> taken = new CopyOnWriteArrayList<>();

    @KafkaListener(
        id = "gone-stream-it",
        topics = Topics.CORE_EVENT,
        groupId = GROUP,
        batch = "true",
        containerFactory = ContainerFactories.FAIL_STOP)
    void on(List<ConsumerRecord<String, byte[]>> records) throws Exception {
      for (ConsumerRecord<String, byte[]> record : records) {
        if (taken.isEmpty()) {
          forgetMembers();
        }
        taken.add(new String(record.value(), StandardCharsets.UTF_8));
      }
    }

    private static void forgetMembers() throws Exception {
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestWorld.kafka()))) {
        admin
            .removeMembersFromConsumerGroup(GROUP, new RemoveMembersFromConsumerGroupOptions())
            .all()
            .get(60, TimeUnit.SECONDS);
      }
    }
  }

  /** Its effects stand, and what was not committed comes again. */
  @Test
  void aListenerThatTheGroupTookForGoneGoesOn() throws Exception {
    var container = Objects.requireNonNull(listeners.getListenerContainer("gone-stream-it"));
    send(Topics.CORE_EVENT, "first");
    await().atMost(SOON).until(() -> gone.taken.size() == 2 || !container.isRunning());
    send(Topics.CORE_EVENT, "after");
    await().atMost(SOON).until(() -> gone.taken.contains("after") || !container.isRunning());
    assertThat(container.isRunning()).isTrue();
    assertThat(gone.taken).containsExactly("first", "first", "after");
  }

  @Test
  void aBatchListenerSitsOutAnOutageAndStopsAtAnythingElseWithoutPassingOver() throws Exception {
    var container = Objects.requireNonNull(listeners.getListenerContainer("batch-stream-it"));
    send(Topics.WALLET, "first", "outage", "wrong", "after");
    await().atMost(SOON).until(() -> !container.isRunning());
    assertThat(batches.taken).startsWith("first").endsWith("outage").doesNotContain("after");
    assertThat(readiness())
        .contains("\"DOWN\"", Topics.WALLET + "-1@2: java.lang.ClassCastException");

    batches.healed = true;
    container.start();
    await().atMost(SOON).until(() -> batches.taken.contains("after"));
    // What stood before the one that stopped it may come again: its position tells a duplicate.
    assertThat(new LinkedHashSet<>(batches.taken))
        .containsExactly("first", "outage", "wrong", "after");
  }

  @Test
  void sitsOutAnOutageAndStopsAtAnythingElseWithoutPassingOver() throws Exception {
    send(Topics.LOGIN, "first", "outage", "wrong", "after");
    await().atMost(SOON).until(() -> !container().isRunning());
    assertThat(listener.taken).containsExactly("first", "outage");
    assertThat(readiness())
        .contains("\"DOWN\"", Topics.LOGIN + "-1@2: java.lang.ClassCastException");
    assertThat(get("/actuator/health/liveness")).contains("\"UP\"");
    assertThat(get("/actuator/prometheus")).containsPattern("dams_listeners_stopped\\S* [12]\\.0");

    listener.healed = true;
    container().start();
    await().atMost(SOON).until(() -> listener.taken.size() == 4);
    assertThat(listener.taken).containsExactly("first", "outage", "wrong", "after");
  }

  private void send(String topic, String... values) throws Exception {
    for (String value : values) {
      kafka.send(topic, 1, "key", value.getBytes(StandardCharsets.UTF_8)).get(60, TimeUnit.SECONDS);
    }
  }

  private org.springframework.kafka.listener.MessageListenerContainer container() {
    return java.util.Objects.requireNonNull(listeners.getListenerContainer("stream-it"));
  }

  private String readiness() throws Exception {
    return get("/actuator/health/readiness");
  }

  private String get(String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    }
  }
}
