package io.dams.frontoffice.corestream;

import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.CoreStream;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Reads the core's events, as many in a transaction as there are: no gap, no duplicate, and none is
 * passed over.
 */
@Component
class CoreEventListener {

  static final String CONSUMER = "frontoffice-projections";

  private final CoreStream stream;
  private final List<CoreProjection> projections;

  CoreEventListener(CoreStream stream, List<CoreProjection> projections) {
    this.stream = stream;
    this.projections = List.copyOf(projections);
  }

  @KafkaListener(
      id = "core-events",
      idIsGroup = false,
      topics = Topics.CORE_EVENT,
      batch = "true",
      containerFactory = ContainerFactories.FAIL_STOP)
  void on(List<ConsumerRecord<String, byte[]>> messages) {
    stream.take(
        CONSUMER, messages, events -> projections.forEach(projection -> projection.apply(events)));
  }
}
