package io.dams.backoffice.openpoints;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.List;
import java.util.function.Function;

/**
 * Three gauges with a row for each merchant: {@code <name>.entries}, {@code .units}, {@code .age}.
 */
public final class OpenPointsGauges {

  private final MultiGauge entries;
  private final MultiGauge units;
  private final MultiGauge ages;

  /** Registers them. */
  public OpenPointsGauges(MeterRegistry registry, String name, String description) {
    entries = MultiGauge.builder(name + ".entries").description(description).register(registry);
    units =
        MultiGauge.builder(name + ".units")
            .description("Points in them, minor units of the merchant's point")
            .register(registry);
    ages =
        MultiGauge.builder(name + ".age")
            .description("Age of the oldest")
            .baseUnit("seconds")
            .register(registry);
  }

  /** Shows these; a merchant that is not among them has no row any more. */
  public void show(List<OpenPoints> merchants) {
    show(entries, merchants, OpenPoints::entries);
    show(units, merchants, OpenPoints::units);
    show(ages, merchants, OpenPoints::ageSeconds);
  }

  private static void show(
      MultiGauge gauge, List<OpenPoints> merchants, Function<OpenPoints, Number> number) {
    gauge.register(
        merchants.stream()
            .map(
                open ->
                    MultiGauge.Row.of(
                        Tags.of("merchant", open.exCode().code()), number.apply(open)))
            .toList(),
        true);
  }
}
