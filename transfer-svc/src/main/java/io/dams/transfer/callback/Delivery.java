package io.dams.transfer.callback;

import io.dams.platform.outside.OutsideAnswer;
import io.dams.platform.outside.OutsideAnswer.Answered;
import io.dams.platform.outside.OutsideAnswer.Nothing;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an attempt's answer means. */
sealed interface Delivery {

  /** Taken: any 2xx. */
  record Taken() implements Delivery {}

  /** 410: the app wants no more callbacks at this address. */
  record Gone() implements Delivery {}

  /**
   * Not taken.
   *
   * @param notBefore how long the app asks us to wait; zero when it does not
   */
  record NotTaken(String reason, Duration notBefore) implements Delivery {}

  /** Longer than this we wait for nobody. */
  Duration LONGEST_WAIT = Duration.ofHours(24);

  /** Digits that fit a {@code long}. */
  Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /** Reads an answer. */
  static Delivery of(OutsideAnswer answer, Instant now) {
    return switch (answer) {
      case Answered it when it.status() >= 200 && it.status() < 300 -> new Taken();
      case Answered it when it.status() == 410 -> new Gone();
      case Answered it -> new NotTaken("http-" + it.status(), wait(it.header("Retry-After"), now));
      case Nothing(String reason) -> new NotTaken(reason, Duration.ZERO);
    };
  }

  private static Duration wait(@Nullable String retryAfter, Instant now) {
    if (retryAfter == null) {
      return Duration.ZERO;
    }
    Duration asked =
        SECONDS.matcher(retryAfter).matches()
            ? Duration.ofSeconds(Long.parseLong(retryAfter))
            : untilDate(retryAfter, now);
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : asked;
  }

  private static Duration untilDate(String text, Instant now) {
    try {
      return Duration.between(
          now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Duration.ZERO;
    }
  }
}
