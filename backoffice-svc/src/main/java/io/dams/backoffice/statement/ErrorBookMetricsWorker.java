package io.dams.backoffice.statement;

import io.dams.backoffice.openpoints.OpenPointsGauges;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows what the error book holds. */
@Component
class ErrorBookMetricsWorker {

  private final ErrorBookMapper mapper;
  private final OpenPointsGauges gauges;

  ErrorBookMetricsWorker(ErrorBookMapper mapper, MeterRegistry registry) {
    this.mapper = mapper;
    gauges = new OpenPointsGauges(registry, "dams.error.book", "Movements that are owed and stuck");
  }

  /** Reads the totals anew. */
  @Scheduled(fixedDelayString = "${dams.error-book.metrics-interval:15s}")
  void refresh() {
    gauges.show(mapper.totals());
  }
}
