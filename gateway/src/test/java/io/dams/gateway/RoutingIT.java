package io.dams.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** What the gateway sends where, and what it says of the caller. */
class RoutingIT extends GatewayTest {

  @Test
  void routesAUserWithAValidToken() {
    as("7")
        .get()
        .uri("/v1/wallets?x=1")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.path")
        .isEqualTo("/v1/wallets?x=1")
        .jsonPath("$.headers.Authorization")
        .exists();
  }

  @Test
  void reachesAnotherServiceByItsPrefix() {
    as("7")
        .get()
        .uri("/wallet/v1/things")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.path")
        .isEqualTo("/v1/things")
        .jsonPath("$.headers.X-Forwarded-Prefix")
        .isEqualTo("/wallet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/holds/8", "/ops/contracts/SKY-DMT", "/actuator/health", "/actuator",
        "/wallet/internal/x", "/wallet/actuator/health", "/remedy/ops/x", "/%69nternal/x",
        "/v3/api-docs/ledger", "/wallet/v2/x"
      })
  void whatIsInsideDoesNotExistOutside(String path) {
    problem(as("7").get().uri(raw(path)), HttpStatus.NOT_FOUND, "not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/../internal/x",
        "/v1/%2e%2e/internal/x",
        "/v1//internal",
        "/v1/..%2finternal/x",
        "/v1/a;/../../ops/x",
        "/wallet/v1/..%2f..%2factuator"
      })
  void pathsThatClimbAreRefused(String path) {
    int before = FRONTOFFICE.bodiesRead.get() + WALLET.bodiesRead.get();
    as("7")
        .get()
        .uri(raw(path))
        .exchange()
        .expectStatus()
        .value(status -> assertThat(status).isIn(400, 404))
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody();
    assertThat(FRONTOFFICE.bodiesRead.get() + WALLET.bodiesRead.get()).isEqualTo(before);
  }

  @Test
  void theManagementPortAnswersOnItsOwn() {
    managementPortAnswers();
  }

  @Test
  void tellsTheServiceWhoAsksInItsOwnWords() {
    anyone()
        .get()
        .uri("/v1/brands")
        .header("X-Forwarded-Host", "api.example")
        .header("X-Forwarded-Proto", "https")
        .header("Forwarded", "for=6.6.6.6")
        .header("X-Real-IP", "6.6.6.6")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.headers.X-Forwarded-For")
        .isEqualTo(address)
        .jsonPath("$.headers.X-Forwarded-Host")
        .isEqualTo("api.example")
        .jsonPath("$.headers.X-Forwarded-Proto")
        .isEqualTo("https")
        .jsonPath("$.headers.X-Forwarded-Port")
        .isEqualTo("443")
        .jsonPath("$.headers.Forwarded")
        .doesNotExist()
        .jsonPath("$.headers.X-Real-IP")
        .doesNotExist();
  }

  @Test
  void theTraceOfTheCallerGoesThroughToTheService() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    anyone()
        .get()
        .uri("/v1/brands")
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .exchange()
        .expectBody()
        .jsonPath("$.headers.traceparent")
        .value(String.class, sent -> assertThat(sent).contains(trace));
    anyone()
        .get()
        .uri("/v1/wallets")
        .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
        .exchange()
        .expectBody()
        .jsonPath("$.traceId")
        .isEqualTo(trace);
  }

  @Test
  void showsOnePageOfAllPublicApis() {
    var page =
        anyone()
            .get()
            .uri("/docs")
            .exchange()
            .expectStatus()
            .is3xxRedirection()
            .expectBody()
            .returnResult()
            .getResponseHeaders()
            .getLocation();
    assertThat(page).isNotNull();
    for (String part : List.of("index.html", "swagger-ui.css", "swagger-initializer.js")) {
      var path = page.resolve(part).getPath();
      anyone().get().uri(path).exchange().expectStatus().isOk().expectBody();
    }
    anyone()
        .get()
        .uri("/v3/api-docs/swagger-config")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.urls.length()")
        .isEqualTo(5)
        .jsonPath("$.urls[?(@.name=='frontoffice')].url")
        .isEqualTo("/v3/api-docs/frontoffice");
    anyone()
        .get()
        .uri("/v3/api-docs/frontoffice")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.path")
        .isEqualTo("/v3/api-docs/public");
    problem(anyone().get().uri("/v3/api-docs"), HttpStatus.NOT_FOUND, "not-found");
  }
}
