package io.dams.frontoffice.movement;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.dams.contracts.id.LegId;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The place of a trade among all trades of its user. By time first; many have the same, and of
 * different shards even the same number, so that only all four together are a place of its own.
 *
 * @param at the log's time, to the microsecond
 * @param coreSequence number of the core's event
 * @param shard whose event
 * @param leg one's own
 */
record TradeCursor(Instant at, long coreSequence, int shard, LegId leg) {

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,17})-([0-9]{1,18})-([0-9]{1,9})-([0-9]{1,18})");

  /** Reads its text; throws {@link IllegalArgumentException} when it is none. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static TradeCursor of(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("not a place among trades");
    }
    return new TradeCursor(
        Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS),
        Long.parseLong(parts.group(2)),
        Integer.parseInt(parts.group(3)),
        new LegId(Long.parseLong(parts.group(4))));
  }

  @Override
  @JsonValue
  public String toString() {
    long micros = Duration.between(Instant.EPOCH, at).dividedBy(ChronoUnit.MICROS.getDuration());
    return micros + "-" + coreSequence + "-" + shard + "-" + leg;
  }
}
