package io.dams.platform.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When a message that was not taken is sent again: ten attempts within about three days, the first
 * at once.
 *
 * @param pauses before each attempt, the first one's too
 */
public record WebhookSchedule(List<Duration> pauses) {

  private static final int JITTER_PARTS = 10;

  /** As the specification recommends. */
  public static final WebhookSchedule STANDARD =
      new WebhookSchedule(
          List.of(
              Duration.ZERO,
              Duration.ofSeconds(5),
              Duration.ofMinutes(5),
              Duration.ofMinutes(30),
              Duration.ofHours(2),
              Duration.ofHours(5),
              Duration.ofHours(10),
              Duration.ofHours(14),
              Duration.ofHours(20),
              Duration.ofHours(24)));

  /** Copies the list. */
  public WebhookSchedule {
    pauses = List.copyOf(pauses);
    if (pauses.isEmpty()) {
      throw new IllegalArgumentException("at least one attempt");
    }
  }

  /**
   * The pause after so many attempts failed, by chance up to a tenth longer; empty when there is no
   * further attempt.
   *
   * @param attempts from 1
   */
  public Optional<Duration> after(int attempts, RandomGenerator random) {
    if (attempts >= pauses.size()) {
      return Optional.empty();
    }
    long millis = pauses.get(attempts).toMillis();
    return Optional.of(Duration.ofMillis(millis + random.nextLong(millis / JITTER_PARTS + 1)));
  }
}
