package io.dams.ledger.order;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.CoreStream;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the core's events from their topic, as many in a transaction as there are. One that does
 * not fit stops the stream, and what was before it stands.
 */
@Component
class CoreEventListener {

  static final String CONSUMER = "ledger.core-event";

  private static final Logger log = LoggerFactory.getLogger(CoreEventListener.class);

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
      batch = "true",
      containerFactory = ContainerFactories.FAIL_STOP)
  void on(List<ConsumerRecord<String, byte[]>> records) {
    try {
      stream.all(CONSUMER, records.stream().map(this::event).toList(), events::apply);
    } catch (RuntimeException e) {
      // Which one it is shows when each goes alone; and what only came of going together passes.
      log.info("a run of {} events failed; they go one by one", records.size(), e);
      oneByOne(records);
    }
  }

  private void oneByOne(List<ConsumerRecord<String, byte[]>> records) {
    for (int i = 0; i < records.size(); i++) {
      try {
        CoreEvent event = event(records.get(i));
        stream.once(CONSUMER, event, () -> events.apply(List.of(event)));
      } catch (RuntimeException e) {
        throw new BatchListenerFailedException("event not taken", e, i);
      }
    }
  }

  private CoreEvent event(ConsumerRecord<String, byte[]> record) {
    return json.readValue(record.value(), CoreEvent.class);
  }
}
