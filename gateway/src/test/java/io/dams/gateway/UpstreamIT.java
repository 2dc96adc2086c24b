package io.dams.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.concurrent.TimeUnit;
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
        .atMost(PATIENCE)
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
        .atMost(PATIENCE)
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
    // the second is sent because the first has come, and later than the response timeout allows
    Runnable later = () -> FRONTOFFICE.more.completeOnTimeout(null, 3_500, TimeUnit.MILLISECONDS);
    assertThat(events.doOnNext(_ -> later.run()).take(2).collectList().block(PATIENCE))
        .extracting(ServerSentEvent::id)
        .containsExactly("1", "2");
  }
}
