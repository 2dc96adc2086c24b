package io.dams.matching.status;

import io.dams.matching.snapshot.SnapshotMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The numbers of each shard. */
public class ShardMetrics {

  private final MeterRegistry registry;
  private final Clock clock;
  private final SnapshotMetrics snapshots;

  /** Publishes nothing yet. */
  public ShardMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    this.snapshots = new SnapshotMetrics(registry);
  }

  /** The numbers of snapshots. */
  public SnapshotMetrics snapshots() {
    return snapshots;
  }

  /** Publishes a shard's state from now on. */
  public void watch(ShardReport report) {
    gauge(report, "running", it -> it.phase() == ShardPhase.RUNNING ? 1 : 0);
    gauge(report, "stopped", it -> it.phase() == ShardPhase.STOPPED ? 1 : 0);
    gauge(report, "sequence", ShardStatus::sequence);
    gauge(report, "offset", ShardStatus::nextOffset);
    gauge(report, "lag.commands", it -> Math.max(0, it.lag()));
    gauge(report, "lag.seconds", this::lagSeconds);
    gauge(report, "open.groups", it -> it.load().openGroups());
    gauge(report, "open.orders", it -> it.load().openOrders());
    gauge(report, "open.orders.used", it -> it.load().usedOfOpenOrders());
    gauge(report, "remembered.groups.used", it -> it.load().usedOfRememberedGroups());
  }

  /** A batch of commands was applied and committed. */
  public void applied(int shard, int commands, long nanos) {
    registry.counter("dams.matching.commands", tags(shard)).increment(commands);
    registry.timer("dams.matching.batch", tags(shard)).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** So many events were committed. */
  public void told(int shard, int events) {
    registry.counter("dams.matching.events", tags(shard)).increment(events);
  }

  /** A shard lost Kafka. */
  public void outage(int shard) {
    registry.counter("dams.matching.outages", tags(shard)).increment();
  }

  private double lagSeconds(ShardStatus status) {
    return status.lag() <= 0
        ? 0
        : Math.max(0, Duration.between(status.time(), clock.instant()).toMillis() / 1_000.0);
  }

  private void gauge(ShardReport report, String name, ToDoubleFunction<ShardStatus> value) {
    Gauge.builder("dams.matching.shard." + name, () -> value.applyAsDouble(report.status()))
        .tags(tags(report.shard()))
        .register(registry);
  }

  private static Tags tags(int shard) {
    return Tags.of("shard", Integer.toString(shard));
  }
}
