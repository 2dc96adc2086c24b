package io.dams.contracts.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that a test moves. */
public final class SettableClock extends Clock {

  private volatile Instant now;

  /** Stands at this time. */
  public SettableClock(Instant now) {
    this.now = now;
  }

  /** Stands at this time from now on, be it earlier or later. */
  public void set(Instant time) {
    now = time;
  }

  /** Goes on by this. */
  public void forward(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is UTC's");
  }
}
