package io.dams.matching.takeover;

import io.dams.matching.takeover.OwnerWatchClient.Owner;
import java.time.Duration;

/**
 * Whether a shard has an owner, by what it commits: at least its own tick, once a second. An owner
 * is gone when it was seen, again and again, to commit nothing for the whole of the patience. What
 * could not be seen proves nothing: the wait begins anew.
 */
public final class Heartbeat {

  private final long patienceNanos;
  private boolean isSeen;
  private long lastOffset;
  private long sinceNanos;

  /**
   * @param patience how long an owner may commit nothing
   */
  public Heartbeat(Duration patience) {
    this.patienceNanos = patience.toNanos();
  }

  /** Whether by this look the owner is gone. */
  public boolean isGone(Owner owner, long nowNanos) {
    if (owner.released()) {
      return true;
    }
    if (!isSeen || owner.nextOffset() != lastOffset) {
      isSeen = true;
      lastOffset = owner.nextOffset();
      sinceNanos = nowNanos;
    }
    return nowNanos - sinceNanos >= patienceNanos;
  }

  /** A look failed. */
  public void unseen() {
    isSeen = false;
  }
}
