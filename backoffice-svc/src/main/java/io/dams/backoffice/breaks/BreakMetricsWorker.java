package io.dams.backoffice.breaks;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Function;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Closes what matches by itself, and shows what does not: breaks, points and ages. */
@Component
class BreakMetricsWorker {

  private static final int BATCH = 200;

  private final Breaks breaks;
  private final BreakMapper mapper;
  private final MultiGauge counts;
  private final MultiGauge units;
  private final MultiGauge ages;

  BreakMetricsWorker(Breaks breaks, BreakMapper mapper, MeterRegistry registry) {
    this.breaks = breaks;
    this.mapper = mapper;
    counts =
        MultiGauge.builder("dams.statement.breaks")
            .description("Differences to a merchant's statement that are not closed")
            .register(registry);
    units =
        MultiGauge.builder("dams.statement.breaks.units")
            .description("Points in them, minor units of the merchant's point")
            .register(registry);
    ages =
        MultiGauge.builder("dams.statement.breaks.age")
            .description("Age of the oldest")
            .baseUnit("seconds")
            .register(registry);
  }

  /** Closes and counts anew. */
  @Scheduled(fixedDelayString = "${dams.reconciliation.metrics-interval:15s}")
  void refresh() {
    int matched;
    do {
      matched = breaks.matchLate(BATCH);
    } while (matched == BATCH);
    List<BreakMapper.Total> totals = mapper.totals();
    show(counts, totals, BreakMapper.Total::breaks);
    show(units, totals, BreakMapper.Total::units);
    show(ages, totals, BreakMapper.Total::ageSeconds);
  }

  private static void show(
      MultiGauge gauge,
      List<BreakMapper.Total> totals,
      Function<BreakMapper.Total, Number> number) {
    gauge.register(
        totals.stream().map(total -> MultiGauge.Row.of(tags(total), number.apply(total))).toList(),
        true);
  }

  private static Tags tags(BreakMapper.Total total) {
    return Tags.of(
        "merchant",
        total.exCode().code(),
        "type",
        total.type().name(),
        "state",
        total.state().name());
  }
}
