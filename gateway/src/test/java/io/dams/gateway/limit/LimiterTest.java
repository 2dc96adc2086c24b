package io.dams.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.dams.contracts.testing.SettableClock;
import io.dams.gateway.limit.LimitSettings.Rate;
import io.dams.gateway.limit.Limiter.WhenUnknown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import reactor.core.publisher.Mono;

@ExtendWith(OutputCaptureExtension.class)
class LimiterTest {

  private static final Verdict LATE = new Verdict.Unknown(new IllegalStateException("late"));
  private static final Verdict WITHIN = new Verdict.Within();

  private final RateLimits redis = mock(RateLimits.class);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final Limiter limiter =
      new Limiter(
          redis,
          "address",
          new Rate(1, Duration.ofSeconds(1)),
          WhenUnknown.LET_THROUGH,
          meters,
          clock);

  @Test
  void tellsAnOutageOnceHoweverLongItIsAndHoweverManyAnswersStillCome(CapturedOutput output) {
    for (int i = 0; i < 20; i++) {
      pass(LATE);
      clock.forward(Duration.ofSeconds(9));
      pass(WITHIN);
    }
    assertThat(lines(output, "cannot be told")).isEqualTo(1);
    assertThat(lines(output, "can be told again")).isZero();
    assertThat(meters.counter("dams.gateway.limit.unknown", "limit", "address").count())
        .isEqualTo(20);
    clock.forward(Duration.ofSeconds(11));
    pass(WITHIN);
    assertThat(lines(output, "can be told again")).isEqualTo(1);
    pass(LATE);
    assertThat(lines(output, "cannot be told")).isEqualTo(2);
  }

  private void pass(Verdict verdict) {
    when(redis.take(any(), any(), any())).thenReturn(Mono.just(verdict));
    limiter.pass("k").block();
  }

  private static int lines(CapturedOutput output, String text) {
    return output.getAll().split(text, -1).length - 1;
  }
}
