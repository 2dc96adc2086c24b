package io.dams.backoffice.suspense;

import io.dams.contracts.topic.Topics;
import io.dams.contracts.topic.WalletBound;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Accounts that users bind at merchants, as the frontoffice tells. */
@Component
class WalletListener {

  private static final String CONSUMER = "backoffice-wallet";

  private final Inbox inbox;
  private final JsonMapper json;
  private final Suspense suspense;

  WalletListener(Inbox inbox, JsonMapper json, Suspense suspense) {
    this.inbox = inbox;
    this.json = json;
    this.suspense = suspense;
  }

  /** One binding; a duplicate of a message has no effect. */
  @KafkaListener(topics = Topics.WALLET, containerFactory = ContainerFactories.PARKING)
  void on(ConsumerRecord<String, byte[]> record) {
    InboundMessage message = InboundMessage.of(record);
    WalletBound bound = json.readValue(message.value(), WalletBound.class);
    inbox.once(
        CONSUMER,
        message,
        () -> suspense.rebound(bound.user(), bound.exCode(), bound.externalUid()));
  }
}
