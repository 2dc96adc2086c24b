package io.dams.backoffice.reserve;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.money.AssetCode;
import io.dams.contracts.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReserveBreakerTest {

  private static final AssetCode SKY = new AssetCode("SKY");
  private static final AssetCode BEAN = new AssetCode("BEAN");

  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final ReserveBreaker breaker =
      new ReserveBreaker(
          new ReserveProperties(
              Duration.ofSeconds(30),
              3,
              Duration.ofSeconds(10),
              Map.of("MART", new ReserveProperties.Breaker(1, Duration.ofSeconds(60)))),
          clock,
          meters);

  @Test
  void showsWhichMerchantsAreClosed() {
    breaker.unanswered(BEAN);
    for (int i = 0; i < 3; i++) {
      breaker.unanswered(SKY);
    }
    assertThat(open(SKY)).isEqualTo(1);
    assertThat(open(BEAN)).isZero();
    breaker.answered(SKY);
    assertThat(open(SKY)).isZero();
  }

  private double open(AssetCode merchant) {
    return meters.get("dams.reserve.breaker.open").tag("merchant", merchant.code()).gauge().value();
  }

  @Test
  void letsNoNewReserveThroughAfterSoManyUnansweredInARow() {
    breaker.unanswered(SKY);
    breaker.unanswered(SKY);
    assertThat(breaker.allows(SKY)).isTrue();
    breaker.unanswered(SKY);
    assertThat(breaker.allows(SKY)).isFalse();
    assertThat(breaker.allows(BEAN)).as("another merchant").isTrue();
  }

  @Test
  void anAnswerInBetweenStartsTheCountAnew() {
    breaker.unanswered(SKY);
    breaker.unanswered(SKY);
    breaker.answered(SKY);
    breaker.unanswered(SKY);
    breaker.unanswered(SKY);
    assertThat(breaker.allows(SKY)).isTrue();
  }

  @Test
  void letsOneProbeThroughAfterThePauseAndClosesWhenItIsAnswered() {
    trip();
    clock.forward(Duration.ofSeconds(10));
    assertThat(breaker.allows(SKY)).isTrue();
    assertThat(breaker.allows(SKY)).as("only one").isFalse();
    breaker.answered(SKY);
    assertThat(breaker.allows(SKY)).isTrue();
  }

  @Test
  void waitsAnotherPauseWhenTheProbeIsNotAnswered() {
    trip();
    clock.forward(Duration.ofSeconds(10));
    assertThat(breaker.allows(SKY)).isTrue();
    breaker.unanswered(SKY);
    clock.forward(Duration.ofSeconds(9));
    assertThat(breaker.allows(SKY)).isFalse();
    clock.forward(Duration.ofSeconds(1));
    assertThat(breaker.allows(SKY)).isTrue();
  }

  @Test
  void hasItsOwnSettingsForAMerchantThatHasThem() {
    AssetCode mart = new AssetCode("MART");
    breaker.unanswered(mart);
    assertThat(breaker.allows(mart)).isFalse();
    clock.forward(Duration.ofSeconds(59));
    assertThat(breaker.allows(mart)).isFalse();
    clock.forward(Duration.ofSeconds(1));
    assertThat(breaker.allows(mart)).isTrue();
  }

  private void trip() {
    for (int i = 0; i < 3; i++) {
      breaker.unanswered(SKY);
    }
    assertThat(breaker.allows(SKY)).isFalse();
  }
}
