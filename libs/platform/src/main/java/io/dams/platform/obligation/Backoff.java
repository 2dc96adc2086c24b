package io.dams.platform.obligation;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt.
 *
 * @param first the wait after the first attempt; it doubles with each further one
 * @param longest bound of that
 */
public record Backoff(Duration first, Duration longest) {

  private static final int MAX_DOUBLINGS = 20;

  /** The wait after this attempt, counted from 1; by chance up to half of it is taken off. */
  public Duration after(int attempt, RandomGenerator random) {
    long doubled = first.toMillis() << Math.clamp(attempt - 1L, 0, MAX_DOUBLINGS);
    long millis = Math.clamp(doubled, 1, Math.max(1, longest.toMillis()));
    return Duration.ofMillis(millis - random.nextLong(millis / 2 + 1));
  }
}
