package io.dams.backoffice.suspense;

import io.dams.backoffice.openpoints.OpenPointsGauges;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows what waits for a destination. */
@Component
class SuspenseMetricsWorker {

  private final SuspenseMapper mapper;
  private final OpenPointsGauges gauges;

  SuspenseMetricsWorker(SuspenseMapper mapper, MeterRegistry registry) {
    this.mapper = mapper;
    gauges =
        new OpenPointsGauges(
            registry, "dams.suspense", "Settlements and returns that wait for a destination");
  }

  /** Reads the totals anew. */
  @Scheduled(fixedDelayString = "${dams.error-book.metrics-interval:15s}")
  void refresh() {
    gauges.show(mapper.totals());
  }
}
