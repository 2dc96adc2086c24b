package io.dams.backoffice.receivable;

import io.dams.backoffice.openpoints.OpenPointsGauges;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows what merchants owe us. */
@Component
class ReceivableMetricsWorker {

  private final ReceivableMapper mapper;
  private final OpenPointsGauges gauges;

  ReceivableMetricsWorker(ReceivableMapper mapper, MeterRegistry registry) {
    this.mapper = mapper;
    gauges =
        new OpenPointsGauges(
            registry, "dams.receivable", "Movements whose points a merchant owes us");
  }

  /** Reads the totals anew. */
  @Scheduled(fixedDelayString = "${dams.error-book.metrics-interval:15s}")
  void refresh() {
    gauges.show(mapper.totals());
  }
}
