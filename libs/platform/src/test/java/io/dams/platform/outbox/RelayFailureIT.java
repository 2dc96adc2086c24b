package io.dams.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.platform.testing.TestWorld;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What Kafka does not take stays behind, with the reason, and holds up nothing else. */
class RelayFailureIT extends RelayScene {

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
    write(new OutboxMessage(TOPIC, 99, key + "later", new Note(4)));
    assertThat(received(key, 1)).extracting(this::text).containsExactly("{\"number\":3}");
    assertThat(waitingOf(key + "bad")).isEqualTo(2);
    for (String held : List.of(key + "bad", key + "later")) {
      assertThat(waiting(held).reasonOf()).as(held).isEqualTo("PLACE");
      assertThat(waiting(held).reason()).as(held).contains("TimeoutException");
    }

    jdbc.update("UPDATE message_outbox SET partition_number = 0 WHERE partition_number = 99");
    await().atMost(SOON).until(() -> waitingOf(key + "bad") + waitingOf(key + "later") == 0);
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
    assertThat(waiting(key + "large").reasonOf()).isEqualTo("KEY");
    assertThat(waiting(key + "large").reason()).contains("RecordTooLargeException");
    assertThat(waiting(key + "bad").reasonOf()).isEqualTo("KEY");

    narrow.stop();
    relay(kafkaSender());
    await().atMost(SOON).until(() -> waitingOf(key + "large") == 0);
    assertThat(sequences(received(key + "large", 2))).containsExactly(1L, 2L);
    jdbc.update("DELETE FROM message_outbox WHERE message_key = ?", key + "bad");
  }

  private OutboxMapper.WaitingKey waiting(String key) {
    return mapper.waitingKeys(0, 0, 200).stream()
        .filter(each -> each.messageKey().equals(key))
        .findFirst()
        .orElseThrow();
  }
}
