package io.dams.matching.snapshot;

import java.time.Duration;

/** When the next snapshot is due: after so many commands, or so long after the last. */
public final class SnapshotSchedule {

  private final int commands;
  private final long everyNanos;
  private long lastOffset;
  private long lastNanos;

  /**
   * @param lastOffset next offset of the snapshot that there is; 0 without
   * @param nowNanos of {@link System#nanoTime()}
   */
  public SnapshotSchedule(int commands, Duration every, long lastOffset, long nowNanos) {
    this.commands = commands;
    this.everyNanos = every.toNanos();
    this.lastOffset = lastOffset;
    this.lastNanos = nowNanos;
  }

  /** Next offset of the last snapshot that it was told of. */
  public long lastOffset() {
    return lastOffset;
  }

  /** Whether a snapshot is due at this next offset and time. */
  public boolean isDue(long nextOffset, long nowNanos) {
    long since = nextOffset - lastOffset;
    return since >= commands || (since > 0 && nowNanos - lastNanos >= everyNanos);
  }

  /** A snapshot was taken there and then. */
  public void taken(long nextOffset, long nowNanos) {
    lastOffset = nextOffset;
    lastNanos = nowNanos;
  }
}
