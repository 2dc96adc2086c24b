package io.dams.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.testing.SettableClock;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class ServiceIdentityTest {

  private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  private static final KeyPair LEDGER = keys();
  private static final KeyPair OTHER = keys();

  @Test
  void knowsACallerByItsToken() {
    assertThat(verifier(NOW).verify(token("ledger-svc", "backoffice-svc")))
        .contains(new Caller("ledger-svc"));
  }

  @Test
  void refusesAnotherAudience() {
    assertThat(verifier(NOW).verify(token("ledger-svc", "frontoffice-svc"))).isEmpty();
  }

  @Test
  void refusesAfterAMinuteAndBeforeItsTime() {
    String token = token("ledger-svc", "backoffice-svc");
    assertThat(verifier(NOW.plusSeconds(69)).verify(token)).as("within the skew").isPresent();
    assertThat(verifier(NOW.plusSeconds(71)).verify(token)).isEmpty();
    assertThat(verifier(NOW.minusSeconds(11)).verify(token)).isEmpty();
  }

  @Test
  void aTokenThatIsRememberedRunsOutAsAnyOther() {
    SettableClock clock = new SettableClock(NOW);
    TrustedKeys keys = verifier(clock);
    String token = token("ledger-svc", "backoffice-svc");
    assertThat(keys.verify(token)).contains(new Caller("ledger-svc"));
    clock.set(NOW.plusSeconds(59));
    assertThat(keys.verify(token)).contains(new Caller("ledger-svc"));
    clock.set(NOW.minusSeconds(11));
    assertThat(keys.verify(token)).isEmpty();
    clock.set(NOW.plusSeconds(71));
    assertThat(keys.verify(token)).isEmpty();
  }

  @Test
  void aTokenIsGivenOutAgainForAThirdOfItsLife() {
    SettableClock clock = new SettableClock(NOW);
    ServiceTokens tokens =
        new ServiceTokens(
            "ledger-svc",
            LEDGER.getPrivate(),
            clock,
            RandomGenerator.getDefault(),
            JsonMapper.shared()::writeValueAsString);
    String first = tokens.issue("backoffice-svc");
    assertThat(tokens.issue("frontoffice-svc")).isNotEqualTo(first);
    clock.set(NOW.plusSeconds(19));
    assertThat(tokens.issue("backoffice-svc")).isEqualTo(first);
    clock.set(NOW.plusSeconds(20));
    assertThat(tokens.issue("backoffice-svc")).isNotEqualTo(first);
    assertThat(verifier(clock).verify(tokens.issue("backoffice-svc"))).isPresent();
  }

  @Test
  void refusesATokenThatLivesTooLong() {
    long now = NOW.getEpochSecond();
    assertThat(verifier(NOW).verify(signed(LEDGER.getPrivate(), "ES256", now, now + 61))).isEmpty();
    assertThat(verifier(NOW).verify(signed(LEDGER.getPrivate(), "ES256", now, now + 60)))
        .isPresent();
  }

  @Test
  void refusesTheKeyOfAnother() {
    long now = NOW.getEpochSecond();
    assertThat(verifier(NOW).verify(signed(OTHER.getPrivate(), "ES256", now, now + 60))).isEmpty();
    assertThat(verifier(NOW).verify(token("other-svc", "backoffice-svc")))
        .as("a key that is not trusted")
        .isEmpty();
  }

  @Test
  void refusesOtherAlgorithmsAndNone() {
    long now = NOW.getEpochSecond();
    assertThat(verifier(NOW).verify(signed(LEDGER.getPrivate(), "none", now, now + 60))).isEmpty();
    assertThat(verifier(NOW).verify(signed(LEDGER.getPrivate(), "HS256", now, now + 60))).isEmpty();
    String valid = signed(LEDGER.getPrivate(), "ES256", now, now + 60);
    assertThat(verifier(NOW).verify(valid.substring(0, valid.lastIndexOf('.') + 1))).isEmpty();
  }

  @Test
  void refusesChangedClaims() {
    String[] parts = token("ledger-svc", "backoffice-svc").split("\\.", -1);
    String claims =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("ledger-svc", "operator");
    String changed =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    assertThat(verifier(NOW).verify(parts[0] + "." + changed + "." + parts[2])).isEmpty();
  }

  @Test
  void refusesRubbish() {
    for (String token : new String[] {"", ".", "..", "a.b.c", "%%.%%.%%", "x".repeat(5_000)}) {
      assertThat(verifier(NOW).verify(token)).isEmpty();
    }
    String noObject = Base64.getUrlEncoder().encodeToString("[1]".getBytes(StandardCharsets.UTF_8));
    assertThat(verifier(NOW).verify(noObject + "." + noObject + ".AAAA")).isEmpty();
  }

  @Test
  void callerMustBeOnTheList() {
    Caller caller = new Caller("ledger-svc");
    caller.mustBe("auditor", "ledger-svc");
    assertThatThrownBy(() -> caller.mustBe("auditor", "operator"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.type()).isEqualTo(CommonProblem.FORBIDDEN));
  }

  private static String token(String from, String to) {
    return new ServiceTokens(
            from,
            LEDGER.getPrivate(),
            Clock.fixed(NOW, ZoneOffset.UTC),
            RandomGenerator.getDefault(),
            JsonMapper.shared()::writeValueAsString)
        .issue(to);
  }

  private static String signed(PrivateKey key, String algorithm, long from, long until) {
    return Es256.sign(
        key,
        "{\"alg\":\"%s\",\"kid\":\"ledger-svc\"}".formatted(algorithm),
        "{\"iss\":\"ledger-svc\",\"sub\":\"ledger-svc\",\"aud\":\"backoffice-svc\",\"iat\":%d,\"exp\":%d}"
            .formatted(from, until));
  }

  private static TrustedKeys verifier(Instant now) {
    return verifier(Clock.fixed(now, ZoneOffset.UTC));
  }

  private static TrustedKeys verifier(Clock clock) {
    return new TrustedKeys(
        "backoffice-svc",
        Map.of("ledger-svc", LEDGER.getPublic()),
        clock,
        ServiceIdentityTest::claims);
  }

  private static Map<String, Object> claims(byte[] json) {
    try {
      return JsonMapper.shared().readValue(json, new TypeReference<Map<String, Object>>() {});
    } catch (tools.jackson.core.JacksonException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
