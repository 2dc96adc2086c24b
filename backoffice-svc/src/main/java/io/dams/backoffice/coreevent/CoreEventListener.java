package io.dams.backoffice.coreevent;

import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.CoreStream;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** The core's events, in their order, as many in a transaction as there are. */
@Component
class CoreEventListener {

  private static final String CONSUMER = "backoffice-core";

  private final CoreStream stream;
  private final CoreEvents events;

  CoreEventListener(CoreStream stream, CoreEvents events) {
    this.stream = stream;
    this.events = events;
  }

  /**
   * What a poll gave; one that was seen has no effect, one that comes too early stops the stream.
   */
  @KafkaListener(
      topics = Topics.CORE_EVENT,
      batch = "true",
      containerFactory = ContainerFactories.FAIL_STOP)
  void on(List<ConsumerRecord<String, byte[]>> records) {
    stream.take(CONSUMER, records, run -> events.apply(run, stream::inTraceOf));
  }
}
