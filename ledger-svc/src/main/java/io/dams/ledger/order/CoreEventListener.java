package io.dams.ledger.order;

import io.dams.contracts.topic.Topics;
import io.dams.ledger.account.AccountKind;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.Operation;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.CoreStream;
import io.dams.platform.inbox.InboundMessage;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Takes the core's events from their topic, as many in a transaction as there are. One that does
 * not fit, or is not the core's, stops the stream, and what was before it stands.
 */
@Component
class CoreEventListener {

  static final String CONSUMER = "ledger.core-event";
  private static final Set<AccountKind> MOVED =
      Set.of(AccountKind.HELD, AccountKind.PURSE, AccountKind.USER);

  private final CoreStream stream;
  private final CoreEvents events;

  CoreEventListener(CoreStream stream, CoreEvents events) {
    this.stream = stream;
    this.events = events;
  }

  @KafkaListener(
      id = CONSUMER,
      idIsGroup = false,
      topics = Topics.CORE_EVENT,
      batch = "true",
      containerFactory = ContainerFactories.FAIL_STOP)
  void on(List<ConsumerRecord<String, byte[]>> records) {
    for (int i = 0; i < records.size(); i++) {
      try {
        Callers.require(InboundMessage.of(records.get(i)), Operation.TRADE, MOVED);
      } catch (RuntimeException e) {
        stream.take(CONSUMER, records.subList(0, i), events::apply);
        throw new BatchListenerFailedException("not from the core", e, i);
      }
    }
    stream.take(CONSUMER, records, events::apply);
  }
}
