package io.dams.backoffice.statement;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Shows what the error book holds: entries, points and the age of the oldest, by merchant. */
@Component
class ErrorBookMetricsWorker {

  private final ErrorBookMapper mapper;
  private final MultiGauge entries;
  private final MultiGauge units;
  private final MultiGauge ages;

  ErrorBookMetricsWorker(ErrorBookMapper mapper, MeterRegistry registry) {
    this.mapper = mapper;
    entries =
        MultiGauge.builder("dams.error.book.entries")
            .description("Movements that are owed and stuck")
            .register(registry);
    units =
        MultiGauge.builder("dams.error.book.units")
            .description("Points in them, minor units of the merchant's point")
            .register(registry);
    ages =
        MultiGauge.builder("dams.error.book.age")
            .description("Age of the oldest")
            .baseUnit("seconds")
            .register(registry);
  }

  /** Reads the totals anew. */
  @Scheduled(fixedDelayString = "${dams.error-book.metrics-interval:15s}")
  void refresh() {
    List<ErrorBookMapper.Total> totals = mapper.totals();
    entries.register(
        totals.stream().map(total -> MultiGauge.Row.of(tags(total), total.entries())).toList(),
        true);
    units.register(
        totals.stream().map(total -> MultiGauge.Row.of(tags(total), total.units())).toList(), true);
    ages.register(
        totals.stream().map(total -> MultiGauge.Row.of(tags(total), total.ageSeconds())).toList(),
        true);
  }

  private static Tags tags(ErrorBookMapper.Total total) {
    return Tags.of("merchant", total.exCode().code());
  }
}
