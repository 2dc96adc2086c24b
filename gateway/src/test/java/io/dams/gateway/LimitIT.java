package io.dams.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.Disposable;

/** Limits by address, by user and by open stream. */
class LimitIT extends GatewayTest {

  @Test
  void limitsAnAddress() {
    IntStream.range(0, 40)
        .forEach(
            i -> anyone().get().uri("/v1/brands").exchange().expectStatus().isOk().expectBody());
    problem(anyone().get().uri("/v1/brands"), HttpStatus.TOO_MANY_REQUESTS, "too-many-requests")
        .expectHeader()
        .value(HttpHeaders.RETRY_AFTER, wait -> assertThat(wait).matches("[1-9][0-9]?|100"));
    anotherClient();
    anyone().get().uri("/v1/brands").exchange().expectStatus().isOk().expectBody();
  }

  @Test
  void limitsTheLoginOfAnAddressMore() {
    IntStream.range(0, 5)
        .forEach(
            i ->
                anyone()
                    .post()
                    .uri("/v1/auth/codes")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody());
    problem(
        anyone().post().uri("/v1/auth/login"), HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    anyone().get().uri("/v1/brands").exchange().expectStatus().isOk().expectBody();
  }

  @Test
  void limitsAUserAcrossAddresses() {
    String user = "9" + CLIENT.get();
    IntStream.range(0, 10)
        .forEach(
            i -> {
              anotherClient();
              as(user).get().uri("/v1/wallets").exchange().expectStatus().isOk().expectBody();
            });
    anotherClient();
    problem(as(user).get().uri("/v1/wallets"), HttpStatus.TOO_MANY_REQUESTS, "too-many-requests");
    as("8" + CLIENT.get()).get().uri("/v1/wallets").exchange().expectStatus().isOk().expectBody();
  }

  @Test
  void withoutRedisTheLoginClosesAndTheRestStaysOpenAndAlarms() {
    double before = unknown("address");
    REDIS.pull();
    try {
      problem(
          anyone().post().uri("/v1/auth/login"),
          HttpStatus.SERVICE_UNAVAILABLE,
          "temporarily-unavailable");
      anyone().get().uri("/v1/brands").exchange().expectStatus().isOk().expectBody();
      as("7").get().uri("/v1/wallets").exchange().expectStatus().isOk().expectBody();
      assertThat(unknown("address")).isGreaterThanOrEqualTo(before + 3);
      assertThat(unknown("user")).isPositive();
      managementPortAnswers();
    } finally {
      REDIS.plug();
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                anyone()
                    .post()
                    .uri("/v1/auth/login")
                    .exchange()
                    .expectStatus()
                    .isOk()
                    .expectBody());
  }

  @Test
  void boundsTheStreamsOfAnAddressAndOfAllAndKeepsRoomForAccounts() {
    List<Disposable> streams = new ArrayList<>();
    try {
      streams.add(open(anyone(), "/v1/market/stream"));
      streams.add(open(anyone(), "/v1/market/stream"));
      problem(
              anyone().get().uri("/v1/market/stream"),
              HttpStatus.TOO_MANY_REQUESTS,
              "too-many-streams")
          .expectHeader()
          .exists(HttpHeaders.RETRY_AFTER);
      anotherClient();
      streams.add(open(anyone(), "/v1/market/stream"));
      streams.add(open(anyone(), "/v1/market/stream"));
      anotherClient();
      problem(
          anyone().get().uri("/v1/market/stream"), HttpStatus.SERVICE_UNAVAILABLE, "streams-full");
      streams.add(open(as("7"), "/v1/stream"));
      streams.add(open(as("7"), "/v1/stream"));
      problem(as("7").get().uri("/v1/stream"), HttpStatus.TOO_MANY_REQUESTS, "too-many-streams");
      anyone().get().uri("/v1/brands").exchange().expectStatus().isOk().expectBody();
    } finally {
      streams.forEach(Disposable::dispose);
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              for (String kind : List.of("market-stream", "account-stream")) {
                assertThat(
                        meters.get("dams.gateway.streams.open").tag("kind", kind).gauge().value())
                    .isZero();
              }
            });
    open(anyone(), "/v1/market/stream").dispose();
  }

  @Test
  void aClientThatIsGoneHoldsNoPlace() throws IOException {
    String token = TOKENS.of("7" + CLIENT.get());
    for (int i = 0; i < 6; i++) {
      assertThat(openAndDrop(token)).startsWith("HTTP/1.1 200 ");
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  meters
                          .get("dams.gateway.streams.open")
                          .tag("kind", "account-stream")
                          .gauge()
                          .value()
                      == 0);
    }
  }

  /** Ends by a reset, as a phone that lost its network does not even do. */
  private String openAndDrop(String token) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.setSoLinger(true, 0);
      String head =
          """
          GET /v1/stream HTTP/1.1
          Host: gateway
          X-Forwarded-For: %s
          Authorization: Bearer %s

          """
              .formatted(address, token);
      socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(UTF_8));
      byte[] answer = new byte[64];
      int read = socket.getInputStream().read(answer);
      return new String(answer, 0, read, UTF_8);
    }
  }

  /** Reads a stream's first event and stays. */
  private static Disposable open(WebTestClient client, String path) {
    CountDownLatch first = new CountDownLatch(1);
    Disposable stream =
        client
            .get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isOk()
            .returnResult(String.class)
            .getResponseBody()
            .subscribe(event -> first.countDown());
    await().atMost(PATIENCE).until(() -> first.getCount() == 0);
    return stream;
  }

  private double unknown(String limit) {
    return meters.counter("dams.gateway.limit.unknown", "limit", limit).count();
  }
}
