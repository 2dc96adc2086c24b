package io.dams.frontoffice.movement;

import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what backoffice tells of points. */
@Component
class StatementListener {

  private static final String CONSUMER = "frontoffice-orders";

  private final Inbox inbox;
  private final Movements movements;
  private final JsonMapper json;

  StatementListener(Inbox inbox, Movements movements, JsonMapper json) {
    this.inbox = inbox;
    this.movements = movements;
    this.json = json;
  }

  @KafkaListener(
      id = "statement",
      idIsGroup = false,
      topics = Topics.STATEMENT,
      batch = "true",
      containerFactory = ContainerFactories.PARKING)
  void onStatement(List<ConsumerRecord<String, byte[]>> messages) {
    inbox.take(
        CONSUMER, messages, run -> movements.applyAll(run.stream().map(this::event).toList()));
  }

  private StatementEvent event(InboundMessage message) {
    return json.readValue(message.value(), StatementEvent.class);
  }
}
