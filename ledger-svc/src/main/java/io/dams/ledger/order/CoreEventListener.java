package io.dams.ledger.order;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.CoreStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Takes the core's events from their topic. One that does not fit stops the stream. */
@Component
class CoreEventListener {

  static final String CONSUMER = "ledger.core-event";

  private final CoreStream stream;
  private final CoreEvents events;
  private final JsonMapper json;

  CoreEventListener(CoreStream stream, CoreEvents events, JsonMapper json) {
    this.stream = stream;
    this.events = events;
    this.json = json;
  }

  @KafkaListener(
      id = CONSUMER,
      idIsGroup = false,
      topics = Topics.CORE_EVENT,
      containerFactory = ContainerFactories.FAIL_STOP)
  void on(ConsumerRecord<String, byte[]> record) {
    CoreEvent event = json.readValue(record.value(), CoreEvent.class);
    stream.once(CONSUMER, event, () -> events.apply(event));
  }
}
