package io.dams.matching.snapshot;

import io.dams.matching.engine.Engine;
import io.dams.matching.log.MatchingProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes an owner's snapshots. The shard stands still only while the state is written to memory,
 * between two transactions: so what is copied is exactly what is committed, and no command can
 * change it while it is sent. There is never more than one copy.
 */
public class SnapshotKeeper {

  private static final Logger log = LoggerFactory.getLogger(SnapshotKeeper.class);

  private final int shard;
  private final MatchingProperties properties;
  private final SnapshotWorker worker;
  private final SnapshotMetrics metrics;
  private SnapshotSchedule schedule;

  /** Of one shard, for all its ownerships. */
  public SnapshotKeeper(
      int shard, MatchingProperties properties, SnapshotWorker worker, SnapshotMetrics metrics) {
    this.shard = shard;
    this.properties = properties;
    this.worker = worker;
    this.metrics = metrics;
    this.schedule = schedule(0);
  }

  /** An ownership begins; its engine came from a snapshot before this offset. */
  public void begin(long restoredOffset) {
    schedule = schedule(restoredOffset);
  }

  /** Copies the state if it is time to; on the engine's thread, with everything committed. */
  public void takeIfDue(Engine engine) {
    long nextOffset = engine.offset() + 1;
    long startNanos = System.nanoTime();
    if (schedule.isDue(nextOffset, startNanos) && worker.isIdle()) {
      Snapshot snapshot = Snapshot.of(engine);
      long nanos = System.nanoTime() - startNanos;
      metrics.copied(shard, nanos);
      log.info("shard {}: stood still for {} ms to copy its state", shard, nanos / 1_000_000);
      schedule.taken(nextOffset, startNanos);
      worker.write(snapshot);
    }
  }

  private SnapshotSchedule schedule(long lastOffset) {
    return new SnapshotSchedule(
        properties.snapshotCommands(), properties.snapshotEvery(), lastOffset, System.nanoTime());
  }
}
