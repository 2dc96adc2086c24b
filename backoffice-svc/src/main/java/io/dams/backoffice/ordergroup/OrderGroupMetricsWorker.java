package io.dams.backoffice.ordergroup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows how many groups are being prepared, and for how long: none should be for minutes. */
@Component
class OrderGroupMetricsWorker {

  private final OrderGroupMapper mapper;
  private volatile OrderGroupMapper.Reserving reserving = new OrderGroupMapper.Reserving(0, 0);

  OrderGroupMetricsWorker(OrderGroupMapper mapper, MeterRegistry meters) {
    this.mapper = mapper;
    Gauge.builder("dams.order.reserving", this, worker -> worker.reserving.groups())
        .description("Groups whose parts are being prepared")
        .register(meters);
    Gauge.builder("dams.order.reserving.age", this, worker -> worker.reserving.ageSeconds())
        .description("Age of the oldest of them")
        .baseUnit("seconds")
        .register(meters);
  }

  /** Counts anew. */
  @Scheduled(fixedDelayString = "${dams.order.metrics-interval:15s}")
  void refresh() {
    reserving = mapper.reserving();
  }
}
