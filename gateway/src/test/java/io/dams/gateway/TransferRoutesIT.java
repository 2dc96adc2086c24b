package io.dams.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/** The way to the transfer service: users by token, partners by the signature that it checks. */
class TransferRoutesIT extends GatewayTest {

  private static final String ORDERS = "/transfer/v1/partner/orders";

  @Test
  void partnersNeedNoTokenAndTheirRequestArrivesAsItWasSigned() {
    anyone()
        .post()
        .uri(raw(ORDERS + "?x=a%20b"))
        .header("DAMS-Key", "key")
        .header("DAMS-Timestamp", "1")
        .header("DAMS-Nonce", "nonce")
        .header("DAMS-Signature", "signature")
        .bodyValue("{}")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.path")
        .isEqualTo("/v1/partner/orders?x=a%20b")
        .jsonPath("$.headers.X-Forwarded-Prefix")
        .isEqualTo("/transfer")
        .jsonPath("$.headers.DAMS-Key")
        .isEqualTo("key")
        .jsonPath("$.headers.DAMS-Timestamp")
        .isEqualTo("1")
        .jsonPath("$.headers.DAMS-Nonce")
        .isEqualTo("nonce")
        .jsonPath("$.headers.DAMS-Signature")
        .isEqualTo("signature");
  }

  @Test
  void aPrefixThatAPartnerClaimsIsNotBelieved() {
    anyone()
        .get()
        .uri(ORDERS)
        .header("X-Forwarded-Prefix", "/elsewhere")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.headers.X-Forwarded-Prefix")
        .isEqualTo("/transfer");
  }

  @Test
  void aTokenIsNotEvenLookedAtThere() {
    String good = TOKENS.of("7");
    String forged = good.substring(0, good.lastIndexOf('.') + 1) + Base64URL.encode(new byte[64]);
    bearing(forged).get().uri(ORDERS).exchange().expectStatus().isOk().expectBody();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/transfer/v1/orders",
        "/transfer/v1/orders/7",
        "/transfer/v1/partners",
        "/transfer/v1/partner-orders"
      })
  void everythingElseNeedsAUser(String path) {
    problem(anyone().get().uri(path), HttpStatus.UNAUTHORIZED, "unauthenticated")
        .expectHeader()
        .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    as("7").get().uri(path).exchange().expectStatus().isOk().expectBody();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/transfer/v1/partner/../orders",
        "/transfer/v1/partner/%2e%2e/orders",
        "/transfer/v1/partner//orders",
        "/transfer/v1/partner/..%2forders",
        "/transfer/v1/partner/a;/../../orders"
      })
  void nobodyClimbsFromThereToWhatNeedsAUser(String path) {
    int before = TRANSFER.bodiesRead.get();
    anyone()
        .get()
        .uri(raw(path))
        .exchange()
        .expectStatus()
        .value(status -> assertThat(status).isIn(400, 401, 404))
        .expectBody();
    assertThat(TRANSFER.bodiesRead.get()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/transfer/ops/transfer-apps",
        "/transfer/internal/x",
        "/transfer/actuator/health",
        "/transfer/v2/orders"
      })
  void whatIsInsideDoesNotExistOutside(String path) {
    problem(as("7").get().uri(raw(path)), HttpStatus.NOT_FOUND, "not-found");
  }

  @Test
  void limitsTheAddressOfAPartner() {
    IntStream.range(0, 40)
        .forEach(i -> anyone().get().uri(ORDERS).exchange().expectStatus().isOk().expectBody());
    problem(anyone().get().uri(ORDERS), HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
  }
}
