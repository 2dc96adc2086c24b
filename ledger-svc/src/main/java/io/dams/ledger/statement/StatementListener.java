package io.dams.ledger.statement;

import io.dams.contracts.topic.StatementEvent;
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

/** Takes the lines of {@code point_statement_book} from their topic, a poll at a time. */
@Component
class StatementListener {

  private static final String CONSUMER = "ledger.statement";
  private static final Set<AccountKind> MOVED =
      Set.of(
          AccountKind.OUTSIDE,
          AccountKind.INTERMEDIARY,
          AccountKind.FEE,
          AccountKind.SUSPENSE,
          AccountKind.RECEIVABLE);

  private final Inbox inbox;
  private final Mirrors mirrors;
  private final JsonMapper json;

  StatementListener(Inbox inbox, Mirrors mirrors, JsonMapper json) {
    this.inbox = inbox;
    this.mirrors = mirrors;
    this.json = json;
  }

  @KafkaListener(
      id = CONSUMER,
      idIsGroup = false,
      topics = Topics.STATEMENT,
      batch = "true",
      containerFactory = ContainerFactories.PARKING)
  void on(List<ConsumerRecord<String, byte[]>> records) {
    inbox.take(CONSUMER, records, run -> mirrors.book(run.stream().map(this::event).toList()));
  }

  private StatementEvent event(InboundMessage message) {
    Callers.require(message, Operation.MIRROR, MOVED);
    return json.readValue(message.value(), StatementEvent.class);
  }
}
