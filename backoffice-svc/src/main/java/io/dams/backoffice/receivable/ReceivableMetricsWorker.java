package io.dams.backoffice.receivable;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Function;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows what merchants owe us: entries, points and the age of the oldest. */
@Component
class ReceivableMetricsWorker {

  private final ReceivableMapper mapper;
  private final MultiGauge entries;
  private final MultiGauge units;
  private final MultiGauge ages;

  ReceivableMetricsWorker(ReceivableMapper mapper, MeterRegistry registry) {
    this.mapper = mapper;
    entries =
        MultiGauge.builder("dams.receivable.entries")
            .description("Movements whose points a merchant owes us")
            .register(registry);
    units =
        MultiGauge.builder("dams.receivable.units")
            .description("Points in them, minor units of the merchant's point")
            .register(registry);
    ages =
        MultiGauge.builder("dams.receivable.age")
            .description("Age of the oldest")
            .baseUnit("seconds")
            .register(registry);
  }

  /** Reads the totals anew. */
  @Scheduled(fixedDelayString = "${dams.error-book.metrics-interval:15s}")
  void refresh() {
    List<ReceivableMapper.Total> totals = mapper.totals();
    show(entries, totals, ReceivableMapper.Total::entries);
    show(units, totals, ReceivableMapper.Total::units);
    show(ages, totals, ReceivableMapper.Total::ageSeconds);
  }

  private static void show(
      MultiGauge gauge,
      List<ReceivableMapper.Total> totals,
      Function<ReceivableMapper.Total, Number> number) {
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
