package io.dams.platform.parking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.topic.Topics;
import io.dams.platform.PlatformIT;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;

/** Messages of a key that are missing: what comes after them waits, and is seen. */
@PlatformIT
@Import(GapIT.NumberedListener.class)
class GapIT {

  private static final Duration SOON = Duration.ofSeconds(90);

  @Autowired NumberedListener listener;
  @Autowired KafkaTemplate<Object, Object> kafka;
  @Autowired ParkedMessageMapper mapper;
  @Autowired MeterRegistry meters;
  @LocalServerPort int port;

  /** Notes what takes effect, as {@code key-number}. */
  static class NumberedListener {
    final List<String> taken = new CopyOnWriteArrayList<>();
    final Set<String> poison = ConcurrentHashMap.newKeySet();
    private final Inbox inbox;

    NumberedListener(Inbox inbox) {
      this.inbox = inbox;
    }

    @KafkaListener(
        topics = Topics.ORDER_EVENT,
        groupId = "gap-it",
        containerFactory = ContainerFactories.PARKING)
    void on(ConsumerRecord<String, byte[]> record) {
      InboundMessage message = InboundMessage.of(record);
      String name = message.key() + "-" + message.sequence();
      if (poison.contains(name)) {
        throw new IllegalArgumentException("poison");
      }
      inbox.once("gap-it", message, () -> taken.add(name));
    }
  }

  @Test
  void nothingBeyondAGapTakesEffectUntilWhatIsMissingComes() throws Exception {
    String key = key();
    String other = key();
    send(key, 1, 4, 5);
    send(other, 1);
    await().atMost(SOON).until(() -> parkedOf(key).size() == 2 && taken(other).size() == 1);
    assertThat(taken(key)).containsExactly(key + "-1");
    assertThat(parkedOf(key).getFirst().waitsFor()).isEqualTo(2);
    assertThat(meters.get("dams.parked.gaps").gauge().value()).isPositive();

    send(key, 2);
    await().atMost(SOON).until(() -> taken(key).size() == 2);
    await().atMost(SOON).until(() -> Long.valueOf(3).equals(parkedOf(key).getFirst().waitsFor()));
    send(key, 3);
    await().atMost(SOON).until(() -> parkedOf(key).isEmpty());
    send(key, 6);
    await().atMost(SOON).until(() -> taken(key).size() == 6);
    assertThat(taken(key))
        .containsExactly(key + "-1", key + "-2", key + "-3", key + "-4", key + "-5", key + "-6");
  }

  @Test
  void theFirstMessageOfAKeyMayBeMissingToo() throws Exception {
    String key = key();
    send(key, 2);
    await().atMost(SOON).until(() -> parkedOf(key).size() == 1);
    send(key, 1);
    await().atMost(SOON).until(() -> taken(key).size() == 2);
    assertThat(taken(key)).containsExactly(key + "-1", key + "-2");
  }

  @Test
  void whatIsLostForGoodIsGivenUpByAnOperator() throws Exception {
    String key = key();
    send(key, 1, 4);
    await().atMost(SOON).until(() -> parkedOf(key).size() == 1);
    long id = parkedOf(key).getFirst().id();
    assertThat(ops("POST", "/ops/parked/" + id + "/replay").statusCode()).isEqualTo(409);
    assertThat(ops("POST", "/ops/parked/" + id + "/give-up-missing").body())
        .isEqualTo("{\"givenUp\":2}");
    await().atMost(SOON).until(() -> parkedOf(key).isEmpty());
    assertThat(taken(key)).containsExactly(key + "-1", key + "-4");
    assertThat(ops("POST", "/ops/parked/" + id + "/give-up-missing").statusCode()).isEqualTo(404);
  }

  @Test
  void whatFollowsADiscardedMessageNeedNotWaitForIt() throws Exception {
    String key = key();
    listener.poison.add(key + "-2");
    send(key, 1, 2, 3);
    await().atMost(SOON).until(() -> parkedOf(key).size() == 2);
    long poisoned = parkedOf(key).getFirst().id();
    long follower = parkedOf(key).getLast().id();
    assertThat(ops("DELETE", "/ops/parked/" + poisoned).statusCode()).isEqualTo(200);
    assertThat(ops("POST", "/ops/parked/" + follower + "/replay").body())
        .isEqualTo("{\"replayed\":1}");
    send(key, 4);
    await().atMost(SOON).until(() -> taken(key).size() == 3);
    assertThat(taken(key)).containsExactly(key + "-1", key + "-3", key + "-4");
  }

  private void send(String key, long... sequences) throws Exception {
    for (long sequence : sequences) {
      var record =
          new ProducerRecord<Object, Object>(
              Topics.ORDER_EVENT, key, "{}".getBytes(StandardCharsets.UTF_8));
      header(record, Topics.CE_ID, UUID.randomUUID().toString());
      header(record, Topics.CE_TYPE, "Numbered");
      header(record, Topics.CE_SOURCE, "gap-it");
      header(record, Topics.CE_SEQUENCE, Long.toString(sequence));
      kafka.send(record).get(60, TimeUnit.SECONDS);
    }
  }

  private static void header(ProducerRecord<Object, Object> record, String name, String value) {
    record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> taken(String key) {
    return listener.taken.stream().filter(name -> name.startsWith(key)).toList();
  }

  private List<ParkedMessage> parkedOf(String key) {
    return mapper.page(0, 200).stream().filter(m -> m.messageKey().equals(key)).toList();
  }

  private HttpResponse<String> ops(String method, String path) throws Exception {
    return new Operator(port).ask(method, path);
  }

  private static String key() {
    return "g" + UUID.randomUUID();
  }
}
