package io.dams.platform.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookScheduleTest {

  @Test
  void pausesAsTheSpecificationRecommendsAndATenthMore() {
    List<Duration> pauses = WebhookSchedule.STANDARD.pauses();
    Random random = new Random(7);

    assertThat(pauses).hasSize(10).startsWith(Duration.ZERO, Duration.ofSeconds(5));
    for (int attempts = 1; attempts < pauses.size(); attempts++) {
      Duration least = pauses.get(attempts);
      assertThat(WebhookSchedule.STANDARD.after(attempts, random))
          .get()
          .satisfies(
              pause ->
                  assertThat(pause)
                      .isBetween(least, least.plus(least.dividedBy(10)).plusMillis(1)));
    }
  }

  @Test
  void endsAfterTheTenthAttempt() {
    assertThat(WebhookSchedule.STANDARD.after(10, new Random(7))).isEmpty();
    assertThat(WebhookSchedule.STANDARD.after(11, new Random(7))).isEmpty();
  }
}
