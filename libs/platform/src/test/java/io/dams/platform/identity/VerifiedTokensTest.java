package io.dams.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private final SettableClock clock = new SettableClock(Instant.parse("2026-06-01T12:00:00Z"));

  private final VerifiedTokens<String> tokens =
      new VerifiedTokens<>(2, Duration.ofMinutes(1), clock);

  @Test
  void isVerifiedAgainAfterAWhile() {
    assertThat(tokens.find("a")).isEmpty();
    tokens.keep("a", "A");
    clock.forward(Duration.ofSeconds(59));
    assertThat(tokens.find("a")).contains("A");
    assertThat(tokens.find("A")).isEmpty();
    clock.forward(Duration.ofSeconds(1));
    assertThat(tokens.find("a")).isEmpty();
  }

  @Test
  void theOldestMakesPlace() {
    tokens.keep("a", "A");
    tokens.keep("b", "B");
    tokens.keep("a", "A");
    tokens.keep("c", "C");
    assertThat(tokens.find("a")).contains("A");
    assertThat(tokens.find("b")).isEmpty();
    assertThat(tokens.find("c")).contains("C");
  }
}
