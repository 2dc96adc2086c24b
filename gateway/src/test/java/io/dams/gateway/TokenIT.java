package io.dams.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Who may ask what, by access token. */
class TokenIT extends GatewayTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/brands",
        "/v1/contracts",
        "/v1/contracts/SKY-DMT/depth",
        "/v1/market/x",
        "/.well-known/jwks.json",
        "/wallet/v1/service-info"
      })
  void openPathsNeedNoToken(String path) {
    anyone().get().uri(path).exchange().expectStatus().isOk().expectBody();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/wallets",
        "/v1/order-groups",
        "/v1/stream",
        "/v1/tokens",
        "/wallet/v1/x",
        "/transfer/v1/orders",
        "/transfer/v1/partnership",
        "/nothing"
      })
  void everythingElseIsRefusedWithoutAToken(String path) {
    problem(anyone().get().uri(path), HttpStatus.UNAUTHORIZED, "unauthenticated")
        .expectHeader()
        .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
  }

  @Test
  void openPathsAreOpenToReadOnly() {
    problem(anyone().post().uri("/v1/brands"), HttpStatus.UNAUTHORIZED, "unauthenticated");
  }

  @Test
  void refusesTokensThatAreNotExactlyRight() {
    String good = TOKENS.of("7");
    String forged = good.substring(0, good.lastIndexOf('.') + 1) + Base64URL.encode(new byte[64]);
    Date past = Date.from(Instant.now().minusSeconds(60));
    for (String bad :
        new String[] {
          forged,
          TestTokens.withKey("key-1").of("7"),
          TOKENS.of("7", claims -> claims.expirationTime(past)),
          TOKENS.of("7", claims -> claims.expirationTime(null)),
          TOKENS.of("7", claims -> claims.issuer("ledger-svc")),
          TOKENS.of("7", claims -> claims.audience("ledger-svc")),
          TOKENS.of("7", claims -> claims.subject(null)),
          "not.a.token",
        }) {
      problem(bearing(bad).get().uri("/v1/wallets"), HttpStatus.UNAUTHORIZED, "unauthenticated");
    }
    problem(bearing(forged).get().uri("/v1/brands"), HttpStatus.UNAUTHORIZED, "unauthenticated");
  }

  @Test
  void anExpiredTokenDoesNotHinderTheLogin() {
    Date past = Date.from(Instant.now().minusSeconds(60));
    bearing(TOKENS.of("7", claims -> claims.expirationTime(past)))
        .post()
        .uri("/v1/auth/refresh")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
  }

  @Test
  void partnersSignAndNeedNoTokenAndTheirHeadersArrive() {
    for (WebTestClient client : List.of(anyone(), bearing("of.somebody.else"))) {
      client
          .post()
          .uri("/transfer/v1/partner/orders?after=1")
          .header("DAMS-Key", "app-1-0")
          .header("DAMS-Signature", "00ff")
          .bodyValue("{}")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.path")
          .isEqualTo("/v1/partner/orders?after=1")
          .jsonPath("$.headers.DAMS-Key")
          .isEqualTo("app-1-0")
          .jsonPath("$.headers.DAMS-Signature")
          .isEqualTo("00ff")
          .jsonPath("$.headers.X-Forwarded-Prefix")
          .isEqualTo("/transfer");
    }
  }

  @Test
  void inventedKeyIdsDoNotReachTheIssuer() {
    as("7").get().uri("/v1/wallets").exchange().expectStatus().isOk().expectBody();
    int before = FRONTOFFICE.requests("/.well-known/jwks.json");
    long start = System.nanoTime();
    IntStream.range(0, 30)
        .forEach(
            i ->
                problem(
                    bearing(TestTokens.withKey("invented-" + i).of("7")).get().uri("/v1/wallets"),
                    HttpStatus.UNAUTHORIZED,
                    "unauthenticated"));
    long allowed = 2 + Duration.ofNanos(System.nanoTime() - start).toMillis() / 300;
    assertThat(FRONTOFFICE.requests("/.well-known/jwks.json") - before)
        .isLessThanOrEqualTo((int) allowed);
  }

  @Test
  void learnsANewKeyOfTheIssuer() {
    TestTokens rotated = TestTokens.withKey("key-2");
    FRONTOFFICE.jwks.set(rotated.jwks());
    try {
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  bearing(rotated.of("7"))
                      .get()
                      .uri("/v1/wallets")
                      .exchange()
                      .expectStatus()
                      .isOk()
                      .expectBody());
    } finally {
      FRONTOFFICE.jwks.set(TOKENS.jwks());
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> as("7").get().uri("/v1/wallets").exchange().expectStatus().isOk().expectBody());
    }
  }
}
