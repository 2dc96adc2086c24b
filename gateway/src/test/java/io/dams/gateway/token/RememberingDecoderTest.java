package io.dams.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import reactor.core.publisher.Mono;

class RememberingDecoderTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

  private final List<String> verified = new ArrayList<>();
  private boolean right = true;

  private final SettableClock clock = new SettableClock(NOW);

  @Test
  void aSignatureIsVerifiedOnceInAWhile() {
    var decoder = decoder();
    assertThat(decode(decoder, "a")).isEqualTo(decode(decoder, "a"));
    assertThat(verified).containsExactly("a");
    clock.forward(Duration.ofSeconds(61));
    decode(decoder, "a");
    assertThat(verified).containsExactly("a", "a");
  }

  @Test
  void aTokenThatHasRunOutIsNotRemembered() {
    var decoder = decoder();
    decode(decoder, "a");
    clock.forward(Duration.ofSeconds(50));
    right = false;
    assertThatThrownBy(() -> decode(decoder, "a")).isInstanceOf(BadJwtException.class);
  }

  @Test
  void oneThatIsNotRightIsNeverRemembered() {
    var decoder = decoder();
    right = false;
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> decode(decoder, "a")).isInstanceOf(BadJwtException.class);
    }
    assertThat(verified).containsExactly("a", "a");
  }

  @Test
  void noMoreAreRememberedThanThereIsPlaceFor() {
    var decoder = decoder();
    for (String token : List.of("a", "b", "c", "c", "a")) {
      decode(decoder, token);
    }
    assertThat(verified).containsExactly("a", "b", "c", "a");
  }

  private RememberingDecoder decoder() {
    var times = new JwtTimestampValidator(Duration.ZERO);
    times.setClock(clock);
    return new RememberingDecoder(
        token -> {
          verified.add(token);
          return right ? Mono.just(jwt(token)) : Mono.error(new BadJwtException("not right"));
        },
        times,
        Duration.ofMinutes(1),
        2,
        clock);
  }

  private static Jwt decode(RememberingDecoder decoder, String token) {
    return decoder.decode(token).block(Duration.ofSeconds(60));
  }

  private static Jwt jwt(String token) {
    return Jwt.withTokenValue(token)
        .header("alg", "ES256")
        .subject("7")
        .expiresAt(NOW.plusSeconds(45))
        .build();
  }
}
