package io.dams.backoffice.coreevent;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.CoreStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The core's events, in their order. */
@Component
class CoreEventListener {

  private static final String CONSUMER = "backoffice-core";

  private final CoreStream stream;
  private final JsonMapper json;
  private final CoreEvents events;

  CoreEventListener(CoreStream stream, JsonMapper json, CoreEvents events) {
    this.stream = stream;
    this.json = json;
    this.events = events;
  }

  /** One event; one that was seen has no effect, one that comes too early stops the stream. */
  @KafkaListener(topics = Topics.CORE_EVENT, containerFactory = ContainerFactories.FAIL_STOP)
  void on(ConsumerRecord<String, byte[]> record) {
    CoreEvent event = json.readValue(record.value(), CoreEvent.class);
    stream.once(CONSUMER, event, () -> events.apply(event));
  }
}
