package io.dams.platform.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.topic.Topics;
import io.dams.platform.PlatformIT;
import io.dams.platform.inbox.ContainerFactories;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Obligations;
import io.dams.platform.obligation.Outcome;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.transaction.support.TransactionTemplate;

/** One trace from the request that writes a row to those who work on it, in every log line. */
@PlatformIT
@DirtiesContext
@Import({TracingIT.Seen.class, TracingIT.TracedListener.class, TracingIT.TracedHandler.class})
class TracingIT {

  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Autowired Outbox outbox;
  @Autowired Obligations obligations;
  @Autowired TransactionTemplate transaction;
  @Autowired TraceContexts traces;
  @Autowired Seen seen;
  @Autowired Clock clock;

  record Note(String text) {}

  /** Trace ids of log lines, by what they were about. */
  static class Seen {
    final Map<String, String> traces = new ConcurrentHashMap<>();

    void note(String what) {
      traces.put(what, String.valueOf(MDC.get("traceId")));
    }
  }

  /** Notes the trace of each record. */
  record TracedListener(Seen seen) {
    @KafkaListener(
        topics = Topics.STATEMENT,
        groupId = "tracing-it",
        containerFactory = ContainerFactories.PARKING)
    void on(ConsumerRecord<String, byte[]> record) {
      seen.note(InboundMessage.of(record).key());
    }
  }

  /** Notes the trace of each attempt. */
  record TracedHandler(Seen seen) implements ObligationHandler<Note> {
    @Override
    public String kind() {
      return "traced";
    }

    @Override
    public Class<Note> payload() {
      return Note.class;
    }

    @Override
    public Outcome attempt(Claim<Note> claim) {
      seen.note(claim.reference());
      return Outcome.settled();
    }
  }

  @Test
  void oneTraceGoesThroughOutboxKafkaAndObligation() {
    String key = "trace-" + UUID.randomUUID();
    String reference = "debt-" + UUID.randomUUID();
    traces.inside(
        PARENT,
        "request",
        () ->
            transaction.executeWithoutResult(
                _ -> {
                  outbox.send(new OutboxMessage(Topics.STATEMENT, key, new Note("a")));
                  obligations.owe(
                      new NewObligation(
                          "traced", "lane", reference, new Note("b"), clock.instant()));
                }));
    await()
        .atMost(SOON)
        .until(() -> seen.traces.keySet().containsAll(java.util.Set.of(key, reference)));
    assertThat(seen.traces).containsEntry(key, TRACE).containsEntry(reference, TRACE);
  }
}
