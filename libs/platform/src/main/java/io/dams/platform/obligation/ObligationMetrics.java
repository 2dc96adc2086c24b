package io.dams.platform.obligation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What stands open by kind, lane and state; attempts; and outcomes that came too late. */
class ObligationMetrics implements ObligationWorker.Meter {

  private final MeterRegistry registry;
  private final MultiGauge open;
  private final MultiGauge oldest;

  ObligationMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.open =
        MultiGauge.builder("dams.obligations.open")
            .description("obligations that are not settled")
            .register(registry);
    this.oldest =
        MultiGauge.builder("dams.obligations.oldest.age.seconds")
            .description("age of the oldest that is not settled")
            .register(registry);
  }

  @Override
  public void attempted(String kind, String lane, String outcome, Duration took) {
    registry
        .timer("dams.obligations.attempts", "kind", kind, "lane", lane, "outcome", outcome)
        .record(took);
  }

  @Override
  public void fencedOff(String kind, String lane) {
    registry.counter("dams.obligations.fenced", "kind", kind, "lane", lane).increment();
  }

  /** Takes over the numbers of the database. */
  void show(List<ObligationMapper.Backlog> backlog) {
    List<MultiGauge.Row<?>> counts = new ArrayList<>();
    List<MultiGauge.Row<?>> ages = new ArrayList<>();
    for (ObligationMapper.Backlog each : backlog) {
      Tags tags = Tags.of("kind", each.kind(), "lane", each.lane(), "state", each.state());
      counts.add(MultiGauge.Row.of(tags, each.count()));
      ages.add(MultiGauge.Row.of(tags, each.oldestSeconds()));
    }
    open.register(counts, true);
    oldest.register(ages, true);
  }
}
