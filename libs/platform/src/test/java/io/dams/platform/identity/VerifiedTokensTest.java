package io.dams.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

  private Instant now = Instant.parse("2026-06-01T12:00:00Z");

  private final Clock clock =
      new Clock() {
        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          return this;
        }

        @Override
        public Instant instant() {
          return now;
        }
      };

  private final VerifiedTokens<String> tokens =
      new VerifiedTokens<>(2, Duration.ofMinutes(1), clock);

  @Test
  void isVerifiedAgainAfterAWhile() {
    assertThat(tokens.find("a")).isEmpty();
    tokens.keep("a", "A");
    now = now.plusSeconds(59);
    assertThat(tokens.find("a")).contains("A");
    assertThat(tokens.find("A")).isEmpty();
    now = now.plusSeconds(1);
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
