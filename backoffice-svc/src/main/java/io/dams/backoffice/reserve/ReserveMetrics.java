package io.dams.backoffice.reserve;

import io.dams.backoffice.statement.Movement;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** How long reserves take, by merchant: from the order's arrival to the answer that decides. */
@Component
class ReserveMetrics {

  private final MeterRegistry registry;

  ReserveMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The points are reserved. */
  void reserved(Movement reserve, Duration took) {
    record(reserve, "RESERVED", took);
  }

  /** The points are not reserved, and will not be. */
  void refused(Movement reserve, Refusal refusal, Duration took) {
    record(reserve, refusal.failure().name(), took);
  }

  private void record(Movement reserve, String outcome, Duration took) {
    Timer.builder("dams.reserve.latency")
        .description("From an order's arrival until a reserve is decided")
        .tag("merchant", reserve.exCode().code())
        .tag("outcome", outcome)
        .publishPercentileHistogram()
        .register(registry)
        .record(took.isNegative() ? Duration.ZERO : took);
  }
}
