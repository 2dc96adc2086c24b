package io.dams.platform.parking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.topic.Topics;
import io.dams.platform.PlatformIT;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.TestPropertySource;

/** A batch listener on {@link ContainerFactories#PARKING}. */
@PlatformIT
@Import(ParkingOfRunsIT.RunListener.class)
@TestPropertySource(
    properties = {
      "dams.parking.attempts=3",
      "dams.parking.first-pause=10ms",
      "dams.parking.longest-pause=50ms"
    })
class ParkingOfRunsIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String GROUP = "parking-of-runs-it";

  @Autowired RunListener listener;
  @Autowired KafkaTemplate<Object, Object> kafka;
  @Autowired KafkaListenerEndpointRegistry listeners;
  @Autowired ParkedMessageMapper mapper;
  @Autowired ParkedMessages parked;

  /** Takes a run if nothing in it is poisoned. */
  static class RunListener {
    final List<String> taken = new CopyOnWriteArrayList<>();
    final Set<String> poison = ConcurrentHashMap.newKeySet();
    final Set<String> outages = ConcurrentHashMap.newKeySet();
    final AtomicInteger failures = new AtomicInteger();
    private final Inbox inbox;

    RunListener(Inbox inbox) {
      this.inbox = inbox;
    }

    @KafkaListener(
        id = GROUP,
        topics = Topics.INPUT_ORDER,
        batch = "true",
        containerFactory = ContainerFactories.PARKING)
    void on(List<ConsumerRecord<String, byte[]>> records) {
      inbox.take(GROUP, records, this::effect);
    }

    private void effect(List<InboundMessage> run) {
      List<String> values =
          run.stream().map(message -> new String(message.value(), UTF_8)).toList();
      if (values.stream().anyMatch(poison::contains)) {
        failures.incrementAndGet();
        throw new UnsupportedOperationException("poison");
      }
      if (values.stream().anyMatch(outages::contains)) {
        failures.incrementAndGet();
        throw new TransientDataAccessResourceException("database away");
      }
      taken.addAll(values);
    }
  }

  /** Numbers alone would keep what follows back; without them only what is parked does. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void poisonInARunIsParkedWithWhatFollowsOfItsKeyAndNothingElseIs(boolean numbered)
      throws Exception {
    String bad = "p" + UUID.randomUUID() + "-";
    String good = "p" + UUID.randomUUID() + "-";
    listener.poison.add(bad + "2");
    together(
        numbered,
        new String[] {bad, good, bad, good, bad, good},
        new String[] {"1", "1", "2", "2", "3", "3"});
    await().atMost(SOON).until(() -> takenOf(good).size() == 3 && parkedOf(bad).size() == 2);
    assertThat(takenOf(good)).containsExactly(good + "1", good + "2", good + "3");
    assertThat(takenOf(bad)).containsExactly(bad + "1");
    assertThat(parkedOf(bad).getFirst().reason()).contains("poison");

    listener.poison.clear();
    assertThat(parked.replay(parkedOf(bad).getFirst().id())).contains(2);
    assertThat(takenOf(bad)).containsExactly(bad + "1", bad + "2", bad + "3");
    assertThat(parkedOf(bad)).isEmpty();
  }

  @Test
  void anOutageIsSatOutAndNothingIsParkedOrTakenTwice() throws Exception {
    String key = "p" + UUID.randomUUID() + "-";
    listener.outages.add(key + "2");
    listener.failures.set(0);
    together(true, new String[] {key, key, key}, new String[] {"1", "2", "3"});
    await().atMost(SOON).until(() -> listener.failures.get() > 8);
    assertThat(parkedOf(key)).isEmpty();
    listener.outages.clear();
    await().atMost(SOON).until(() -> takenOf(key).size() == 3);
    assertThat(takenOf(key)).containsExactly(key + "1", key + "2", key + "3");
    assertThat(parkedOf(key)).isEmpty();
  }

  /** So that one poll gives them all. */
  private void together(boolean numbered, String[] keys, String[] numbers) throws Exception {
    var container = Objects.requireNonNull(listeners.getListenerContainer(GROUP));
    container.stop();
    for (int i = 0; i < keys.length; i++) {
      String value = keys[i] + numbers[i];
      var record =
          new ProducerRecord<Object, Object>(Topics.INPUT_ORDER, 0, keys[i], value.getBytes(UTF_8));
      header(record, Topics.CE_ID, value);
      header(record, Topics.CE_TYPE, "T");
      header(record, Topics.CE_SOURCE, "test");
      if (numbered) {
        header(record, Topics.CE_SEQUENCE, numbers[i]);
      }
      kafka.send(record).get(30, TimeUnit.SECONDS);
    }
    container.start();
  }

  private static void header(ProducerRecord<Object, Object> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }

  private List<String> takenOf(String key) {
    return listener.taken.stream().filter(value -> value.startsWith(key)).toList();
  }

  private List<ParkedMessage> parkedOf(String key) {
    return mapper.page(0, 200).stream().filter(m -> m.messageKey().equals(key)).toList();
  }
}
