package io.dams.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import reactor.core.publisher.Flux;

/** Services that are away, slow or broken. */
@ExtendWith(OutputCaptureExtension.class)
class UpstreamIT extends GatewayTest {

  @Test
  void aServiceThatDoesNotAnswerIsATimeout() {
    problem(anyone().get().uri("/v1/brands/hang"), HttpStatus.GATEWAY_TIMEOUT, "upstream-timeout");
  }

  @Test
  void aServiceThatIsAwayIsUnavailable() {
    problem(
            as("7").get().uri("/settlement/v1/x"),
            HttpStatus.SERVICE_UNAVAILABLE,
            "upstream-unavailable")
        .expectHeader()
        .exists(HttpHeaders.RETRY_AFTER);
  }

  @Test
  void aServiceThatKeepsHangingUpIsLeftAloneForAWhile(CapturedOutput output) {
    REMEDY.hangingUp.set(true);
    problem(as("7").get().uri("/remedy/v1/x"), HttpStatus.BAD_GATEWAY, "upstream-broken");
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              anotherClient();
              problem(
                  as("6" + CLIENT.get()).get().uri("/remedy/v1/x"),
                  HttpStatus.SERVICE_UNAVAILABLE,
                  "upstream-unavailable");
            });
    int seen = REMEDY.requests("/v1/x");
    problem(
        as("7").get().uri("/remedy/v1/x"), HttpStatus.SERVICE_UNAVAILABLE, "upstream-unavailable");
    assertThat(REMEDY.requests("/v1/x")).isEqualTo(seen);
    assertThat(output.getAll()).contains("from CLOSED to OPEN");
    assertThat(output.getAll()).doesNotContain("upstream-unavailable /remedy/v1/x");
    as("7").get().uri("/wallet/v1/x").exchange().expectStatus().isOk().expectBody();
    REMEDY.hangingUp.set(false);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              anotherClient();
              as("5" + CLIENT.get())
                  .get()
                  .uri("/remedy/v1/x")
                  .exchange()
                  .expectStatus()
                  .isOk()
                  .expectBody();
            });
  }

  @Test
  void passesAServicesOwnAnswerOnAndKeepsItsCircuitClosed() {
    IntStream.range(0, 25)
        .forEach(
            i ->
                anyone()
                    .get()
                    .uri("/v1/brands/refused")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE)
                    .expectBody()
                    .jsonPath("$.type")
                    .isEqualTo("urn:dams:problem:of-a-service"));
    anyone()
        .get()
        .uri("/v1/brands/empty")
        .exchange()
        .expectStatus()
        .isNotFound()
        .expectBody()
        .isEmpty();
  }

  @Test
  void streamsEventsAsTheyComeAndOutlivesTheResponseTimeout() {
    Flux<ServerSentEvent<Map<String, Object>>> events =
        anyone()
            .get()
            .uri("/v1/market/stream")
            .accept(MediaType.TEXT_EVENT_STREAM)
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
            .returnResult(new ParameterizedTypeReference<ServerSentEvent<Map<String, Object>>>() {})
            .getResponseBody();
    var timed = events.take(2).elapsed().collectList().block(Duration.ofSeconds(10));
    assertThat(timed).hasSize(2);
    assertThat(timed.getFirst().getT2().id()).isEqualTo("1");
    assertThat(timed.getFirst().getT1()).isLessThan(1_000);
    assertThat(timed.getLast().getT2().id()).isEqualTo("2");
    assertThat(timed.getLast().getT1()).isGreaterThan(1_000);
  }
}
