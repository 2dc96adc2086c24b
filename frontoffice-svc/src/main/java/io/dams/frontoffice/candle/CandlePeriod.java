package io.dams.frontoffice.candle;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;

/** How long a candle is; it starts at a multiple of that in UTC. */
public enum CandlePeriod {
  M1("1m", Duration.ofMinutes(1)),
  M5("5m", Duration.ofMinutes(5)),
  H1("1h", Duration.ofHours(1)),
  D1("1d", Duration.ofDays(1));

  private final String text;
  private final long seconds;

  CandlePeriod(String text, Duration length) {
    this.text = text;
    this.seconds = length.toSeconds();
  }

  /** Reads {@code 1m}, {@code 5m}, {@code 1h} or {@code 1d}. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static CandlePeriod of(String text) {
    for (CandlePeriod period : values()) {
      if (period.text.equals(text)) {
        return period;
      }
    }
    throw new IllegalArgumentException("a period is 1m, 5m, 1h or 1d");
  }

  /** The start of the candle that holds a moment. */
  public Instant start(Instant moment) {
    long second = moment.getEpochSecond();
    return Instant.ofEpochSecond(second - Math.floorMod(second, seconds));
  }

  @Override
  @JsonValue
  public String toString() {
    return text;
  }
}
