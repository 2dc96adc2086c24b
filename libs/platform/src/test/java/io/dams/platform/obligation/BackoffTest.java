package io.dams.platform.obligation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

  /** Takes nothing off. */
  private static final RandomGenerator LEAST = () -> 0;

  @Test
  void waitsDoubleUpToTheLongest() {
    assertThat(waits(new Backoff(Duration.ofMillis(500), Duration.ofSeconds(3))))
        .containsExactly(500L, 1_000L, 2_000L, 3_000L, 3_000L, 3_000L);
  }

  @Test
  void waitsGrowAsTheyAreTold() {
    assertThat(waits(new Backoff(Duration.ofMillis(100), 300, Duration.ofSeconds(2))))
        .containsExactly(100L, 300L, 900L, 2_000L, 2_000L, 2_000L);
    assertThat(waits(new Backoff(Duration.ofMillis(100), 100, Duration.ofSeconds(2))))
        .containsOnly(100L);
    assertThat(waits(new Backoff(Duration.ofMillis(1), 150, Duration.ofSeconds(2))))
        .containsExactly(1L, 2L, 3L, 4L, 6L, 9L);
  }

  @Test
  void aThousandthAttemptWaitsNoLongerThanTheLongest() {
    var backoff = new Backoff(Duration.ofMillis(1), 1_000, Duration.ofDays(1));
    assertThat(backoff.after(1_000, LEAST)).isEqualTo(Duration.ofDays(1));
  }

  @Test
  void waitsDoNotShrink() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(1), 99, Duration.ofSeconds(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<Long> waits(Backoff backoff) {
    return IntStream.rangeClosed(1, 6)
        .mapToObj(attempt -> backoff.after(attempt, LEAST).toMillis())
        .toList();
  }
}
