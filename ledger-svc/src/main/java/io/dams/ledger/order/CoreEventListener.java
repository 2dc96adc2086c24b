package io.dams.ledger.order;

import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.CoreStream;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Takes the core's events from their topic, as many in a transaction as there are. One that does
 * not fit stops the stream, and what was before it stands.
 */
@Component
class CoreEventListener {

  static final String CONSUMER = "ledger.core-event";

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
    stream.take(CONSUMER, records, events::apply);
  }
}
