package io.dams.frontoffice.corestream;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.CoreStream;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the core's events: no gap, no duplicate, and none is passed over. */
@Component
class CoreEventListener {

  static final String CONSUMER = "frontoffice-projections";

  private final CoreStream stream;
  private final List<CoreProjection> projections;
  private final JsonMapper json;

  CoreEventListener(CoreStream stream, List<CoreProjection> projections, JsonMapper json) {
    this.stream = stream;
    this.projections = List.copyOf(projections);
    this.json = json;
  }

  @KafkaListener(
      id = "core-events",
      idIsGroup = false,
      topics = Topics.CORE_EVENT,
      containerFactory = ContainerFactories.FAIL_STOP)
  void on(ConsumerRecord<String, byte[]> message) {
    CoreEvent event = json.readValue(message.value(), CoreEvent.class);
    stream.once(CONSUMER, event, () -> projections.forEach(projection -> projection.apply(event)));
  }
}
