package io.dams.transfer.signedin;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.UserId;
import io.dams.platform.identity.Es256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class AccessTokensTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  private static final String HEADER = "{\"alg\":\"ES256\",\"kid\":\"k1\"}";

  private final KeyPair pair = pair();
  private final JsonMapper json = JsonMapper.builder().build();
  private final AccessTokens tokens =
      new AccessTokens(
          kid -> "k1".equals(kid) ? Optional.of(pair.getPublic()) : Optional.empty(),
          bytes -> json.readValue(bytes, new TypeReference<>() {}),
          Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void knowsTheUserOfAValidToken() {
    assertThat(tokens.verify(token(pair, HEADER, claims("frontoffice-svc", "[\"dams\"]", 60))))
        .contains(new UserId(42));
    assertThat(tokens.verify(token(pair, HEADER, claims("frontoffice-svc", "\"dams\"", 60))))
        .contains(new UserId(42));
  }

  @Test
  void refusesWhatIsForgedForOthersOrRunOut() {
    String good = token(pair, HEADER, claims("frontoffice-svc", "\"dams\"", 60));
    String none = base64("{\"alg\":\"none\",\"kid\":\"k1\"}") + good.substring(good.indexOf('.'));

    assertThat(tokens.verify(none)).isEmpty();
    assertThat(tokens.verify(good + "x")).isEmpty();
    assertThat(tokens.verify("a.b")).isEmpty();
    assertThat(tokens.verify(token(pair(), HEADER, claims("frontoffice-svc", "\"dams\"", 60))))
        .isEmpty();
    assertThat(tokens.verify(token(pair, HEADER, claims("gateway", "\"dams\"", 60)))).isEmpty();
    assertThat(tokens.verify(token(pair, HEADER, claims("frontoffice-svc", "\"x\"", 60))))
        .isEmpty();
    assertThat(tokens.verify(token(pair, HEADER, claims("frontoffice-svc", "\"dams\"", 0))))
        .isEmpty();
  }

  private static String claims(String issuer, String audience, long seconds) {
    return "{\"iss\":\"%s\",\"aud\":%s,\"sub\":\"42\",\"exp\":%d}"
        .formatted(issuer, audience, NOW.getEpochSecond() + seconds);
  }

  private static String token(KeyPair key, String header, String claims) {
    return Es256.sign(key.getPrivate(), header, claims);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
