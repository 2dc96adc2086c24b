package io.dams.platform.merchant;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Spreads calls over time: so many in any second, and a tenth of that at once. Places are handed
 * out in turn; nobody waits for another's call, only for his own place.
 */
final class Pace {

  private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final int BURSTS_PER_SECOND = 10;

  private final long stepNanos;
  private final long burstNanos;
  private final LongSupplier nanos;
  private final AtomicLong nextNanos;

  /**
   * Starts with a whole burst free.
   *
   * @param perSecond positive
   * @param nanos a clock that never steps back
   */
  Pace(int perSecond, LongSupplier nanos) {
    this.nanos = nanos;
    stepNanos = SECOND_NANOS / perSecond;
    burstNanos = SECOND_NANOS / BURSTS_PER_SECOND;
    nextNanos = new AtomicLong(nanos.getAsLong() - burstNanos);
  }

  /**
   * Takes the next place.
   *
   * @return nanoseconds until it, 0 or more; empty when that is more than {@code mostNanos}, and
   *     then no place is taken
   */
  OptionalLong take(long mostNanos) {
    while (true) {
      long now = nanos.getAsLong();
      long next = nextNanos.get();
      long place = next - now < -burstNanos ? now - burstNanos : next;
      long wait = Math.max(0, place - now);
      if (wait > mostNanos) {
        return OptionalLong.empty();
      }
      if (nextNanos.compareAndSet(next, place + stepNanos)) {
        return OptionalLong.of(wait);
      }
    }
  }
}
