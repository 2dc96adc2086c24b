package io.dams.platform.obligation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt.
 *
 * @param first the wait after the first attempt
 * @param growthPercent what each further wait is of the one before; 200 doubles it
 * @param longest bound of that
 */
public record Backoff(Duration first, int growthPercent, Duration longest) {

  private static final int DOUBLING = 200;

  /** Throws {@link IllegalArgumentException} when waits would become shorter. */
  public Backoff {
    if (growthPercent < 100) {
      throw new IllegalArgumentException("waits grow by 100 % or more, not " + growthPercent);
    }
  }

  /** Waits that double. */
  public Backoff(Duration first, Duration longest) {
    this(first, DOUBLING, longest);
  }

  /** The wait after this attempt, counted from 1; by chance up to half of it is taken off. */
  public Duration after(int attempt, RandomGenerator random) {
    long bound = Math.max(1, longest.toMillis());
    long millis = Math.clamp(first.toMillis(), 1, bound);
    for (int i = 1; i < attempt && millis < bound && growthPercent > 100; i++) {
      // one more at least, or the shortest waits would never grow
      long grown = Math.max(millis + 1, Math.multiplyExact(millis, (long) growthPercent) / 100);
      millis = Math.min(bound, grown);
    }
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }
}
