package io.dams.platform.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.topic.Topics;
import io.dams.platform.PlatformIT;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.testing.TestWorld;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;

/** A listener on {@link ContainerFactories#PARKING}, whose poison the tests choose by key. */
@PlatformIT
@Import(ParkingIT.PoisonedListener.class)
@TestPropertySource(
    properties = {
      "dams.parking.attempts=3",
      "dams.parking.first-pause=10ms",
      "dams.parking.longest-pause=50ms"
    })
class ParkingIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  @Autowired PoisonedListener listener;
  @Autowired KafkaTemplate<Object, Object> kafka;
  @Autowired ParkedMessageMapper mapper;
  @LocalServerPort int port;

  /** Takes everything but what the tests poison. */
  static class PoisonedListener {
    final List<String> taken = new CopyOnWriteArrayList<>();
    final Set<String> poison = ConcurrentHashMap.newKeySet();
    final Set<String> outages = ConcurrentHashMap.newKeySet();
    final AtomicInteger attempts = new AtomicInteger();

    @KafkaListener(
        topics = Topics.PUSH,
        groupId = "parking-it",
        containerFactory = ContainerFactories.PARKING)
    void on(ConsumerRecord<String, byte[]> record) {
      String value = new String(record.value(), StandardCharsets.UTF_8);
      if (poison.contains(value)) {
        attempts.incrementAndGet();
        throw new UnsupportedOperationException("poison " + value);
      }
      if (outages.contains(value)) {
        attempts.incrementAndGet();
        throw new TransientDataAccessResourceException("database away");
      }
      taken.add(value);
    }
  }

  @Test
  void poisonIsParkedWithWhatFollowsOfItsKeyAndReplayedInOrder() throws Exception {
    String bad = key();
    String good = key();
    listener.poison.add(bad + "1");
    send(bad, bad + "0", bad + "1", bad + "2", bad + "3");
    send(good, good + "1");
    await().atMost(SOON).until(() -> takenOf(good).size() == 1 && parkedOf(bad).size() == 3);
    assertThat(takenOf(bad)).containsExactly(bad + "0");
    assertThat(parkedOf(bad).getFirst().reason()).contains("poison");

    long first = parkedOf(bad).getFirst().id();
    assertThat(ops("POST", "/ops/parked/" + first + "/replay").statusCode())
        .as("it is still poison")
        .isEqualTo(409);
    assertThat(parkedOf(bad)).hasSize(3);

    listener.poison.clear();
    HttpResponse<String> replayed = ops("POST", "/ops/parked/" + first + "/replay");
    assertThat(replayed.body()).isEqualTo("{\"replayed\":3}");
    assertThat(takenOf(bad)).containsExactly(bad + "0", bad + "1", bad + "2", bad + "3");
    assertThat(parkedOf(bad)).isEmpty();
    send(bad, bad + "4");
    await().atMost(SOON).until(() -> takenOf(bad).contains(bad + "4"));
  }

  @Test
  void aFailureThatMayPassIsTriedSomeTimesFirst() throws Exception {
    String bad = key();
    listener.poison.add(bad + "1");
    listener.attempts.set(0);
    send(bad, bad + "1");
    await().atMost(SOON).until(() -> parkedOf(bad).size() == 1);
    assertThat(listener.attempts).hasValue(3);
  }

  @Test
  void anOutageIsSatOut() throws Exception {
    String key = key();
    listener.outages.add(key + "1");
    listener.attempts.set(0);
    send(key, key + "1", key + "2");
    await().atMost(SOON).until(() -> listener.attempts.get() > 8);
    assertThat(parkedOf(key)).isEmpty();
    listener.outages.clear();
    await().atMost(SOON).until(() -> takenOf(key).size() == 2);
    assertThat(takenOf(key)).containsExactly(key + "1", key + "2");
    assertThat(parkedOf(key)).isEmpty();
  }

  @Test
  void aRecordThatCannotBeParkedEitherIsKept() throws Exception {
    String bad = key();
    listener.poison.add(bad + "1");
    listener.attempts.set(0);
    root("RENAME TABLE platform_test.message_parked TO platform_test.message_parked_away");
    try {
      send(bad, bad + "1");
      await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> takenOf(bad).isEmpty());
    } finally {
      root("RENAME TABLE platform_test.message_parked_away TO platform_test.message_parked");
    }
    await().atMost(SOON).until(() -> parkedOf(bad).size() == 1);
  }

  @Test
  void operatorsListAndDiscard() throws Exception {
    String bad = key();
    listener.poison.add(bad + "1");
    send(bad, bad + "1");
    await().atMost(SOON).until(() -> parkedOf(bad).size() == 1);
    long id = parkedOf(bad).getFirst().id();
    assertThat(ops("GET", "/ops/parked?after=" + (id - 1)).body())
        .contains("\"id\":\"" + id + "\"", "parking-it", bad);
    assertThat(ops("DELETE", "/ops/parked/" + id).statusCode()).isEqualTo(200);
    assertThat(ops("DELETE", "/ops/parked/" + id).statusCode()).isEqualTo(404);
    assertThat(parkedOf(bad)).isEmpty();
  }

  /** As many bytes as the broker takes; what cannot be parked would hold up its partition. */
  @Test
  void poisonWithLargeHeadersIsParkedToo() throws Exception {
    String bad = key();
    listener.poison.add(bad);
    byte[] value = bad.getBytes(StandardCharsets.UTF_8);
    var record = new ProducerRecord<Object, Object>(Topics.PUSH, bad, value);
    record.headers().add("baggage", "x".repeat(200_000).getBytes(StandardCharsets.UTF_8));
    kafka.send(record).get(60, TimeUnit.SECONDS);
    await().atMost(SOON).until(() -> parkedOf(bad).size() == 1);
    assertThat(parkedOf(bad).getFirst().headers()).hasSizeGreaterThan(200_000);
    mapper.delete(parkedOf(bad).getFirst().id());
  }

  private void send(String key, String... values) throws Exception {
    for (String value : values) {
      kafka
          .send(Topics.PUSH, key, value.getBytes(StandardCharsets.UTF_8))
          .get(60, TimeUnit.SECONDS);
    }
  }

  private List<String> takenOf(String key) {
    return listener.taken.stream().filter(v -> v.startsWith(key)).toList();
  }

  private List<ParkedMessage> parkedOf(String key) {
    return mapper.page(0, 200).stream().filter(m -> m.messageKey().equals(key)).toList();
  }

  private HttpResponse<String> ops(String method, String path) throws Exception {
    return new Operator(port).ask(method, path);
  }

  private static void root(String sql) throws Exception {
    var schema = TestWorld.schema("platform_test");
    try (Connection owner =
            DriverManager.getConnection(
                schema.jdbcUrl(), schema.ownerUser(), schema.ownerPassword());
        Statement statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String key() {
    return "p" + UUID.randomUUID() + "-";
  }
}
