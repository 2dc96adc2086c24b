package io.dams.transfer.callback;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.platform.outside.OutsideAnswer;
import io.dams.transfer.callback.Delivery.Gone;
import io.dams.transfer.callback.Delivery.NotTaken;
import io.dams.transfer.callback.Delivery.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void every2xxIsTaken(int status) {
    assertThat(read(status, Map.of())).isEqualTo(new Taken());
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 301, 302, 307, 400, 401, 404, 429, 500, 503})
  void nothingElseIsTaken(int status) {
    assertThat(read(status, Map.of())).isEqualTo(new NotTaken("http-" + status, Duration.ZERO));
  }

  @Test
  void goneEndsIt() {
    assertThat(read(410, Map.of("retry-after", "1"))).isEqualTo(new Gone());
  }

  @Test
  void noAnswerIsNotTaken() {
    assertThat(Delivery.of(new OutsideAnswer.Nothing("timeout"), NOW))
        .isEqualTo(new NotTaken("timeout", Duration.ZERO));
  }

  @Test
  void retryAfterIsHonouredInSecondsAndAsADate() {
    assertThat(read(429, Map.of("retry-after", "120")))
        .isEqualTo(new NotTaken("http-429", Duration.ofSeconds(120)));
    assertThat(read(503, Map.of("retry-after", "Sat, 21 Nov 2026 08:01:00 GMT")))
        .isEqualTo(new NotTaken("http-503", Duration.ofMinutes(1)));
  }

  @Test
  void aRetryAfterThatMakesNoSenseIsPassedOver() {
    assertThat(read(503, Map.of("retry-after", "soon")))
        .isEqualTo(new NotTaken("http-503", Duration.ZERO));
    assertThat(read(503, Map.of("retry-after", "Sat, 21 Nov 2026 07:00:00 GMT")))
        .isEqualTo(new NotTaken("http-503", Duration.ZERO));
  }

  @Test
  void nobodyIsWaitedForLongerThanADay() {
    assertThat(read(503, Map.of("retry-after", "999999999")))
        .isEqualTo(new NotTaken("http-503", Duration.ofHours(24)));
  }

  private static Delivery read(int status, Map<String, String> headers) {
    return Delivery.of(new OutsideAnswer.Answered(status, headers, new byte[0]), NOW);
  }
}
