package io.dams.platform.inbox;

import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.Topics;
import io.dams.platform.tracing.TraceContexts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The traces of the commands from which the events of a poll come; read when one is asked for. */
final class CommandTraces {

  private final List<ConsumerRecord<String, byte[]>> records;
  private @Nullable Map<String, String> traceparents;

  CommandTraces(List<ConsumerRecord<String, byte[]>> records) {
    this.records = records;
  }

  /** Null when the event was sent without one. */
  @Nullable String of(CoreEvent event) {
    if (traceparents == null) {
      traceparents = read(records);
    }
    return traceparents.get(event.id());
  }

  private static Map<String, String> read(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, String> traceparents = new HashMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      String id = InboundMessage.header(record, Topics.CE_ID);
      String traceparent = InboundMessage.header(record, TraceContexts.TRACEPARENT);
      if (id != null && traceparent != null) {
        traceparents.put(id, traceparent);
      }
    }
    return traceparents;
  }
}
