package io.dams.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

/** What every request must keep, and every answer carries. */
class DoorIT extends GatewayTest {

  @Test
  void valueMovingPostsNeedAnIdempotencyKey() {
    for (String path :
        new String[] {"/v1/order-groups", "/v1/order-groups/16/cancel", "/transfer/v1/orders"}) {
      as("7")
          .post()
          .uri(path)
          .exchange()
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.code")
          .isEqualTo("idempotency-key-missing")
          .jsonPath("$.field")
          .isEqualTo("Idempotency-Key")
          .jsonPath("$.rule")
          .isEqualTo("required");
      as("7")
          .post()
          .uri(path)
          .header("Idempotency-Key", "k1")
          .exchange()
          .expectStatus()
          .isOk()
          .expectBody()
          .jsonPath("$.headers.Idempotency-Key")
          .isEqualTo("k1");
    }
    as("7").get().uri("/v1/order-groups").exchange().expectStatus().isOk().expectBody();
    problem(anyone().post().uri("/v1/order-groups"), HttpStatus.UNAUTHORIZED, "unauthenticated");
  }

  @Test
  void countsTheBytesOfABody() {
    byte[] fits = new byte[64 * 1024];
    byte[] tooMany = new byte[64 * 1024 + 1];
    as("7").post().uri("/v1/x").bodyValue(fits).exchange().expectStatus().isOk().expectBody();
    problem(
        as("7").post().uri("/v1/x").bodyValue(tooMany),
        HttpStatus.CONTENT_TOO_LARGE,
        "content-too-large");
    int before = FRONTOFFICE.bodiesRead.get();
    problem(
        as("7").post().uri("/v1/x").body(BodyInserters.fromDataBuffers(chunks(65))),
        HttpStatus.CONTENT_TOO_LARGE,
        "content-too-large");
    assertThat(FRONTOFFICE.bodiesRead.get()).isEqualTo(before);
    as("7")
        .post()
        .uri("/v1/x")
        .body(BodyInserters.fromDataBuffers(chunks(64)))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
  }

  @Test
  void aBodyIsOfOneMediaType() {
    for (String type : new String[] {"*/*", "application/*", "nonsense"}) {
      problem(
          as("7").post().uri("/v1/x").header("Content-Type", type),
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "unsupported-media-type");
    }
  }

  @Test
  void aBodyThatComesSlowlyCountsAgainstNoService() throws Exception {
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> slow =
          IntStream.range(0, 12).<Callable<String>>mapToObj(i -> () -> tellSlowly(i)).toList();
      for (Future<String> answer : clients.invokeAll(slow)) {
        assertThat(answer.get())
            .startsWith("HTTP/1.1 408 ")
            .contains("\"type\":\"urn:dams:problem:request-timeout\"");
      }
    }
    as("7").get().uri("/wallet/v1/x").exchange().expectStatus().isOk().expectBody();
  }

  /** Half a body, and then nothing; the answer, which ends with the connection. */
  private String tellSlowly(int number) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String head =
          """
          POST /wallet/v1/slow HTTP/1.1
          Host: gateway
          X-Forwarded-For: 10.255.255.%d
          Authorization: Bearer %s
          Content-Length: 100

          half\
          """
              .formatted(number, TOKENS.of("slow-" + number));
      socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  @Test
  void letsOnlyNamedOriginsAskFromABrowser() {
    anyone()
        .options()
        .uri("/v1/order-groups")
        .header(HttpHeaders.ORIGIN, "https://app.example")
        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST")
        .header(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS, "authorization,idempotency-key")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "https://app.example")
        .expectBody();
    problem(
        anyone()
            .options()
            .uri("/v1/order-groups")
            .header(HttpHeaders.ORIGIN, "https://evil.example")
            .header(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD, "POST"),
        HttpStatus.FORBIDDEN,
        "forbidden");
  }

  @Test
  void everyAnswerCarriesTheSecurityHeaders() {
    for (String path : new String[] {"/v1/brands", "/v1/wallets", "/internal/x"}) {
      anyone()
          .get()
          .uri(path)
          .exchange()
          .expectHeader()
          .valueEquals("X-Content-Type-Options", "nosniff")
          .expectHeader()
          .valueEquals("X-Frame-Options", "DENY")
          .expectHeader()
          .exists("Strict-Transport-Security")
          .expectHeader()
          .exists("Content-Security-Policy")
          .expectHeader()
          .valueEquals(HttpHeaders.CACHE_CONTROL, "no-store")
          .expectBody();
    }
  }

  private static Flux<DataBuffer> chunks(int kilobytes) {
    return Flux.range(0, kilobytes)
        .map(i -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[1024]));
  }
}
