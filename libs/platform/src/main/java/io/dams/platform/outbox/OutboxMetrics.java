package io.dams.platform.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;

/** How much waits in the outbox, and for how long; NaN while the database is away. */
final class OutboxMetrics {

  private OutboxMetrics() {}

  static void register(MeterRegistry registry, OutboxMapper mapper) {
    gauge(registry, mapper, "dams.outbox.waiting", "messages not yet in Kafka", m -> m.waiting());
    gauge(
        registry,
        mapper,
        "dams.outbox.oldest.age.seconds",
        "age of the oldest message not yet in Kafka",
        OutboxMapper::oldestAgeSeconds);
  }

  static void register(MeterRegistry registry, OutboxRelayWorker relay) {
    Gauge.builder("dams.outbox.stuck", relay, OutboxRelayWorker::stuckStreams)
        .description("what this relay could not send when it last tried")
        .tag("what", "key")
        .register(registry);
    Gauge.builder("dams.outbox.stuck", relay, OutboxRelayWorker::stuckPlaces)
        .description("what this relay could not send when it last tried")
        .tag("what", "place")
        .register(registry);
  }

  private static void gauge(
      MeterRegistry registry,
      OutboxMapper mapper,
      String name,
      String description,
      ToDoubleFunction<OutboxMapper> value) {
    Gauge.builder(name, mapper, value).description(description).register(registry);
  }
}
