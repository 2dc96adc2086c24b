package io.dams.matching.shard;

import io.dams.matching.snapshot.SnapshotMetrics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** The numbers of each shard. */
class ShardMetrics {

  private final MeterRegistry registry;
  private final Clock clock;
  private final SnapshotMetrics snapshots;

  ShardMetrics(MeterRegistry registry, Clock clock) {
    this.registry = registry;
    this.clock = clock;
    this.snapshots = new SnapshotMetrics(registry);
  }

  /** The numbers of snapshots. */
  SnapshotMetrics snapshots() {
    return snapshots;
  }

  /** Publishes a shard's state from now on. */
  void watch(int shard, Supplier<ShardStatus> status) {
    gauge(shard, "running", status, it -> it.phase() == ShardPhase.RUNNING ? 1 : 0);
    gauge(shard, "stopped", status, it -> it.phase() == ShardPhase.STOPPED ? 1 : 0);
    gauge(shard, "sequence", status, ShardStatus::sequence);
    gauge(shard, "offset", status, ShardStatus::nextOffset);
    gauge(shard, "lag.commands", status, it -> Math.max(0, it.lag()));
    gauge(shard, "lag.seconds", status, this::lagSeconds);
    gauge(shard, "open.groups", status, ShardStatus::openGroups);
    gauge(shard, "open.orders", status, ShardStatus::openOrders);
  }

  /** A batch of commands was applied and committed. */
  void applied(int shard, int commands, long nanos) {
    registry.counter("dams.matching.commands", tags(shard)).increment(commands);
    registry.timer("dams.matching.batch", tags(shard)).record(nanos, TimeUnit.NANOSECONDS);
  }

  /** So many events were committed. */
  void told(int shard, int events) {
    registry.counter("dams.matching.events", tags(shard)).increment(events);
  }

  /** A shard lost Kafka. */
  void outage(int shard) {
    registry.counter("dams.matching.outages", tags(shard)).increment();
  }

  private double lagSeconds(ShardStatus status) {
    return status.lag() <= 0
        ? 0
        : Math.max(0, Duration.between(status.time(), clock.instant()).toMillis() / 1_000.0);
  }

  private void gauge(
      int shard, String name, Supplier<ShardStatus> status, ToDoubleFunction<ShardStatus> value) {
    Gauge.builder("dams.matching.shard." + name, () -> value.applyAsDouble(status.get()))
        .tags(tags(shard))
        .register(registry);
  }

  private static Tags tags(int shard) {
    return Tags.of("shard", Integer.toString(shard));
  }
}
