package io.dams.matching.snapshot;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.concurrent.TimeUnit;

/** The numbers of snapshots. */
public class SnapshotMetrics {

  private final MeterRegistry registry;

  /** Of all shards. */
  public SnapshotMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The shard stood still for so long, while its state was copied. */
  public void copied(int shard, long nanos) {
    registry.timer("dams.matching.state.copy", tags(shard)).record(nanos, TimeUnit.NANOSECONDS);
  }

  void written(int shard, long bytes, long nanos) {
    registry.timer("dams.matching.snapshot.write", tags(shard)).record(nanos, TimeUnit.NANOSECONDS);
    registry.summary("dams.matching.snapshot.bytes", tags(shard)).record(bytes);
  }

  void failed(int shard) {
    registry.counter("dams.matching.snapshot.failures", tags(shard)).increment();
  }

  private static Tags tags(int shard) {
    return Tags.of("shard", Integer.toString(shard));
  }
}
