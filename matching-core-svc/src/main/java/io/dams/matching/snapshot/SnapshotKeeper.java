package io.dams.matching.snapshot;

import io.dams.matching.engine.Engine;
import io.dams.matching.log.MatchingProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes snapshots of one shard: as a rule a standby's engine is copied, for whose standing still
 * nobody waits. The owner waits twice as long, and copies its own only when nobody else did. Either
 * stands still only while its state is written to memory, between two commands of which the first
 * is committed: so no command can change the copy while it is sent. There is never more than one
 * copy.
 */
public class SnapshotKeeper {

  private static final Logger log = LoggerFactory.getLogger(SnapshotKeeper.class);
  private static final int OWNER_WAITS = 2;

  private final int shard;
  private final MatchingProperties properties;
  private final SnapshotWorker worker;
  private final SnapshotMetrics metrics;
  private SnapshotSchedule schedule;
  private boolean looked;

  /** Of one shard, for all its ownerships. */
  public SnapshotKeeper(
      int shard, MatchingProperties properties, SnapshotWorker worker, SnapshotMetrics metrics) {
    this.shard = shard;
    this.properties = properties;
    this.worker = worker;
    this.metrics = metrics;
    this.schedule = schedule(0, 1);
  }

  /** A standby begins to follow; its engine came from a snapshot before this offset. */
  public void beginStandby(long restoredOffset) {
    schedule = schedule(restoredOffset, 1);
  }

  /** An ownership begins; its engine came from a snapshot before this offset. */
  public void beginOwner(long restoredOffset) {
    schedule = schedule(restoredOffset, OWNER_WAITS);
  }

  /**
   * Copies the state if it is time to and nobody else did; on the engine's thread, with all that it
   * has seen committed.
   */
  public void takeIfDue(Engine engine) {
    long nextOffset = engine.offset() + 1;
    long nowNanos = System.nanoTime();
    if (!schedule.isDue(nextOffset, nowNanos) || !worker.isIdle()) {
      return;
    }
    if (!looked) {
      looked = true;
      worker.look();
      return;
    }
    looked = false;
    if (worker.seenOffset() > schedule.lastOffset()) {
      schedule.taken(worker.seenOffset(), nowNanos);
    } else {
      schedule.taken(nextOffset, nowNanos);
      take(engine);
    }
  }

  private void take(Engine engine) {
    long startNanos = System.nanoTime();
    Snapshot snapshot = Snapshot.of(engine);
    long nanos = System.nanoTime() - startNanos;
    metrics.copied(shard, nanos);
    log.info("shard {}: stood still for {} ms to copy its state", shard, nanos / 1_000_000);
    worker.write(snapshot);
  }

  private SnapshotSchedule schedule(long lastOffset, int waits) {
    return new SnapshotSchedule(
        Math.multiplyExact(properties.snapshotCommands(), waits),
        properties.snapshotEvery().multipliedBy(waits),
        lastOffset,
        System.nanoTime());
  }
}
