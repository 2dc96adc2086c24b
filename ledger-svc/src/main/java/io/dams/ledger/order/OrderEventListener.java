package io.dams.ledger.order;

import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.Topics;
import io.dams.ledger.account.AccountKind;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.Operation;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes submissions and failures from their topic, as many in a transaction as there are. One that
 * does not fit is parked.
 */
@Component
class OrderEventListener {

  private static final String CONSUMER = "ledger.order-event";
  private static final Set<AccountKind> MOVED = Set.of(AccountKind.HELD, AccountKind.PURSE);

  private final Inbox inbox;
  private final OrderEvents events;
  private final JsonMapper json;

  OrderEventListener(Inbox inbox, OrderEvents events, JsonMapper json) {
    this.inbox = inbox;
    this.events = events;
    this.json = json;
  }

  @KafkaListener(
      id = CONSUMER,
      idIsGroup = false,
      topics = Topics.ORDER_EVENT,
      batch = "true",
      containerFactory = ContainerFactories.PARKING)
  void on(List<ConsumerRecord<String, byte[]>> records) {
    inbox.take(
        CONSUMER, records, run -> events.apply(run.stream().map(this::eventOfAllowed).toList()));
  }

  private OrderEvent eventOfAllowed(InboundMessage message) {
    Callers.require(message, Operation.OPEN_GROUP, MOVED);
    return json.readValue(message.value(), OrderEvent.class);
  }
}
