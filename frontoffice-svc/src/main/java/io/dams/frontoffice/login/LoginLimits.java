package io.dams.frontoffice.login;

import io.dams.frontoffice.privacy.PrivateData;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * How often something may be done in a fixed window of time, by phone, device or address. Counted
 * in the database, so that all copies of the service share it and a lost database means no login.
 */
@Component
class LoginLimits {

  private static final Duration KEPT = Duration.ofHours(2);

  private final LoginMapper mapper;
  private final PrivateData privateData;
  private final Clock clock;

  LoginLimits(LoginMapper mapper, PrivateData privateData, Clock clock) {
    this.mapper = mapper;
    this.privateData = privateData;
    this.clock = clock;
  }

  /**
   * Counts one use. Zero when it is within the limit, otherwise how long to wait. Of uses at the
   * same moment, more may be refused than needed, never fewer.
   *
   * @param kind what is limited, for example {@code code.phone}
   * @param value whose; only its keyed hash is kept
   */
  Duration take(String kind, String value, int limit, Duration window) {
    Instant now = clock.instant();
    long windowMillis = window.toMillis();
    Instant start = Instant.ofEpochMilli(now.toEpochMilli() / windowMillis * windowMillis);
    Instant end = start.plus(window);
    byte[] bucket = privateData.fingerprint("limit." + kind, value);
    mapper.countUse(bucket, start, end);
    return mapper.used(bucket, start) <= limit ? Duration.ZERO : Duration.between(now, end);
  }

  /** Deletes so many of the windows that are over; returns how many there were. */
  int prune(int limit) {
    return mapper.pruneLimits(clock.instant().minus(KEPT), limit);
  }
}
