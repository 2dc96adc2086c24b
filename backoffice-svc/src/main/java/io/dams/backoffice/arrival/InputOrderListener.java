package io.dams.backoffice.arrival;

import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.Topics;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.inbox.Inbox;
import io.dams.platform.tracing.TraceContexts;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Orders and cancels, a poll at a time: persisted and owed, never carried out here. */
@Component
class InputOrderListener {

  private static final String CONSUMER = "backoffice-input";

  private final Inbox inbox;
  private final JsonMapper json;
  private final Arrivals arrivals;
  private final TraceContexts traces;

  InputOrderListener(Inbox inbox, JsonMapper json, Arrivals arrivals, TraceContexts traces) {
    this.inbox = inbox;
    this.json = json;
    this.arrivals = arrivals;
    this.traces = traces;
  }

  /** Commands; a duplicate of a message has no effect. */
  @KafkaListener(
      topics = Topics.INPUT_ORDER,
      batch = "true",
      containerFactory = ContainerFactories.PARKING)
  void on(List<ConsumerRecord<String, byte[]>> records) {
    inbox.take(CONSUMER, records, run -> run.forEach(this::apply));
  }

  /** In the trace of the request, which what is owed for it continues. */
  private void apply(InboundMessage message) {
    InputOrder command = json.readValue(message.value(), InputOrder.class);
    traces.inside(
        message.traceparent(),
        "input order",
        () -> {
          switch (command) {
            case InputOrder.PlaceOrderGroup place -> arrivals.place(place.group());
            case InputOrder.CancelOrderGroup cancel -> arrivals.cancel(cancel);
          }
        });
  }
}
