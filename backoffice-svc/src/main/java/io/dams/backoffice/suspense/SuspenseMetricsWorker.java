package io.dams.backoffice.suspense;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Function;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows what waits for a destination: entries, points and the age of the oldest. */
@Component
class SuspenseMetricsWorker {

  private final SuspenseMapper mapper;
  private final MultiGauge entries;
  private final MultiGauge units;
  private final MultiGauge ages;

  SuspenseMetricsWorker(SuspenseMapper mapper, MeterRegistry registry) {
    this.mapper = mapper;
    entries =
        MultiGauge.builder("dams.suspense.entries")
            .description("Settlements and returns that wait for a destination")
            .register(registry);
    units =
        MultiGauge.builder("dams.suspense.units")
            .description("Points in them, minor units of the merchant's point")
            .register(registry);
    ages =
        MultiGauge.builder("dams.suspense.age")
            .description("Age of the oldest")
            .baseUnit("seconds")
            .register(registry);
  }

  /** Reads the totals anew. */
  @Scheduled(fixedDelayString = "${dams.error-book.metrics-interval:15s}")
  void refresh() {
    List<SuspenseMapper.Total> totals = mapper.totals();
    show(entries, totals, SuspenseMapper.Total::entries);
    show(units, totals, SuspenseMapper.Total::units);
    show(ages, totals, SuspenseMapper.Total::ageSeconds);
  }

  private static void show(
      MultiGauge gauge,
      List<SuspenseMapper.Total> totals,
      Function<SuspenseMapper.Total, Number> number) {
    gauge.register(
        totals.stream()
            .map(
                total ->
                    MultiGauge.Row.of(
                        Tags.of("merchant", total.exCode().code()), number.apply(total)))
            .toList(),
        true);
  }
}
