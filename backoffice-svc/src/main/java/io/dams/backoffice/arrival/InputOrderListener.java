package io.dams.backoffice.arrival;

import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Orders and cancels: persisted and owed, never carried out here. */
@Component
class InputOrderListener {

  private static final String CONSUMER = "backoffice-input";

  private final Inbox inbox;
  private final JsonMapper json;
  private final Arrivals arrivals;

  InputOrderListener(Inbox inbox, JsonMapper json, Arrivals arrivals) {
    this.inbox = inbox;
    this.json = json;
    this.arrivals = arrivals;
  }

  /** One command; a duplicate of a message has no effect. */
  @KafkaListener(topics = Topics.INPUT_ORDER, containerFactory = ContainerFactories.PARKING)
  void on(ConsumerRecord<String, byte[]> record) {
    InboundMessage message = InboundMessage.of(record);
    InputOrder command = json.readValue(message.value(), InputOrder.class);
    inbox.once(
        CONSUMER,
        message,
        () -> {
          switch (command) {
            case InputOrder.PlaceOrderGroup place -> arrivals.place(place.group());
            case InputOrder.CancelOrderGroup cancel -> arrivals.cancel(cancel);
          }
        });
  }
}
