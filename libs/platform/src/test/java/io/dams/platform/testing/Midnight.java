package io.dams.platform.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The end of the UTC day, for tests that compare days by the machine's clock. */
public final class Midnight {

  private Midnight() {}

  /** Returns at once, unless the day ends within this time: then, when it has ended. */
  public static void passIfWithin(Duration needed) {
    Clock clock = Clock.systemUTC();
    Instant tomorrow = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    Duration left = Duration.between(clock.instant(), tomorrow);
    if (left.compareTo(needed) > 0) {
      return;
    }
    try {
      Thread.sleep(left.plusMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
