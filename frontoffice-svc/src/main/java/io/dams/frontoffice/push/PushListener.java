package io.dams.frontoffice.push;

import io.dams.contracts.topic.PushRequested;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the ledger asks us to push: orders that failed before the core saw them. */
@Component
class PushListener {

  private static final String CONSUMER = "frontoffice-push";

  private final Inbox inbox;
  private final Pushes pushes;
  private final JsonMapper json;

  PushListener(Inbox inbox, Pushes pushes, JsonMapper json) {
    this.inbox = inbox;
    this.pushes = pushes;
    this.json = json;
  }

  @KafkaListener(
      id = "push",
      idIsGroup = false,
      topics = Topics.PUSH,
      containerFactory = ContainerFactories.PARKING)
  void onPushRequested(ConsumerRecord<String, byte[]> message) {
    PushRequested push = json.readValue(message.value(), PushRequested.class);
    inbox.once(
        CONSUMER,
        InboundMessage.of(message),
        () -> pushes.owe(push.user(), push.group(), push.template(), push.reason()));
  }
}
