package io.dams.frontoffice.progress;

import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what backoffice tells of order groups. */
@Component
class OrderEventListener {

  private static final String CONSUMER = "frontoffice-orders";

  private final Inbox inbox;
  private final GroupProjection projection;
  private final JsonMapper json;

  OrderEventListener(Inbox inbox, GroupProjection projection, JsonMapper json) {
    this.inbox = inbox;
    this.projection = projection;
    this.json = json;
  }

  @KafkaListener(
      id = "order-events",
      idIsGroup = false,
      topics = Topics.ORDER_EVENT,
      batch = "true",
      containerFactory = ContainerFactories.PARKING)
  void onOrderEvent(List<ConsumerRecord<String, byte[]>> messages) {
    inbox.take(
        CONSUMER, messages, run -> projection.applyAll(run.stream().map(this::event).toList()));
  }

  private OrderEvent event(InboundMessage message) {
    return json.readValue(message.value(), OrderEvent.class);
  }
}
