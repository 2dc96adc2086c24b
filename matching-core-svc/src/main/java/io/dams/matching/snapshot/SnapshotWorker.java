package io.dams.matching.snapshot;

import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes snapshots of one shard beside its thread, one at a time. A snapshot that fails is missed
 * and nothing else: the next one, or the log, does for it.
 */
public class SnapshotWorker {

  private static final Logger log = LoggerFactory.getLogger(SnapshotWorker.class);

  private final int shard;
  private final KafkaSettings settings;
  private final CoreRecordMapper mapper;
  private final SnapshotMetrics metrics;
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile long seenOffset;

  /** Of one shard. */
  public SnapshotWorker(
      int shard, KafkaSettings settings, CoreRecordMapper mapper, SnapshotMetrics metrics) {
    this.shard = shard;
    this.settings = settings;
    this.mapper = mapper;
    this.metrics = metrics;
  }

  /** Whether nothing is being written. */
  public boolean isIdle() {
    return !busy.get();
  }

  /** Next offset of the newest snapshot when it last looked; 0 when there was none. */
  public long seenOffset() {
    return seenOffset;
  }

  /** Begins to look for the newest snapshot; nothing happens when it is not idle. */
  public void look() {
    begin(this::lookNow);
  }

  /** Begins to write it; nothing happens when it is not idle. */
  public void write(Snapshot snapshot) {
    begin(() -> writeNow(snapshot));
  }

  private void begin(Runnable work) {
    if (busy.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("snapshot-" + shard)
          .start(
              () -> {
                try {
                  work.run();
                } finally {
                  busy.set(false);
                }
              });
    }
  }

  private void lookNow() {
    try (SnapshotReadClient reader = new SnapshotReadClient(shard, settings, mapper)) {
      seenOffset = reader.newestOffset();
    } catch (KafkaException e) {
      log.warn("shard {}: cannot see what snapshots there are", shard, e);
    }
  }

  private void writeNow(Snapshot snapshot) {
    long startNanos = System.nanoTime();
    // The writer first: once it is open nobody else writes, so that what is read then is final.
    try (SnapshotWriteClient writer = new SnapshotWriteClient(shard, settings, mapper);
        SnapshotReadClient reader = new SnapshotReadClient(shard, settings, mapper)) {
      // Read whole, so that the one good snapshot is never written over.
      Manifest newest = reader.newestManifest();
      if (newest != null && newest.nextOffset() >= snapshot.nextOffset()) {
        return; // Another instance was quicker.
      }
      int slot = newest == null ? 0 : (newest.slot() + 1) % Manifest.SLOTS;
      Manifest written = writer.write(snapshot, slot);
      metrics.written(shard, written.bytes(), System.nanoTime() - startNanos);
      log.info("shard {}: wrote a snapshot of {}", shard, written);
    } catch (KafkaException | IllegalArgumentException e) {
      metrics.failed(shard);
      log.warn("shard {}: a snapshot was not written", shard, e);
    }
  }
}
