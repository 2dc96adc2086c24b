package io.dams.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.util.Base64URL;
import io.dams.sandbox.servers.SharedServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.function.BodyInserters;
import reactor.core.publisher.Flux;

@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "dams.gateway.client.trusted-proxies=127.0.0.1",
      "dams.gateway.client.allowed-origins=https://app.example",
      "dams.gateway.limit.address.requests=40",
      "dams.gateway.limit.address.period=400s",
      "dams.gateway.limit.login.requests=5",
      "dams.gateway.limit.login.period=30s",
      "dams.gateway.limit.user.requests=10",
      "dams.gateway.limit.user.period=30s",
      "dams.gateway.token.fetch-every=300ms",
      "dams.gateway.circuit.open-for=500ms",
      "spring.cloud.gateway.server.webflux.httpclient.response-timeout=1s",
    })
class GatewayIT {

  private static final StubService FRONTOFFICE = new StubService();
  private static final StubService WALLET = new StubService();
  private static final StubService REMEDY = new StubService();
  private static final TcpSwitch REDIS =
      new TcpSwitch(SharedServers.get().redisHost(), SharedServers.get().redisPort());
  private static final TestTokens TOKENS = TestTokens.withKey("key-1");

  /** Each test is another client, so that none uses up another's limit. */
  private static final AtomicInteger CLIENT = new AtomicInteger(start());

  @Autowired MeterRegistry meters;
  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  private String address = "";

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry registry) {
    FRONTOFFICE.jwks.set(TOKENS.jwks());
    registry.add("dams.services.frontoffice", FRONTOFFICE::url);
    registry.add("dams.services.wallet", WALLET::url);
    registry.add("dams.services.remedy", REMEDY::url);
    registry.add("dams.services.settlement", () -> "http://127.0.0.1:19");
    registry.add("dams.services.transfer", () -> "http://127.0.0.1:19");
    registry.add("dams.gateway.jwks-uri", () -> FRONTOFFICE.url() + "/.well-known/jwks.json");
    registry.add("spring.data.redis.host", () -> "127.0.0.1");
    registry.add("spring.data.redis.port", REDIS::port);
  }

  @BeforeEach
  void anotherClient() {
    int number = CLIENT.incrementAndGet();
    address = "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
  }

  @AfterAll
  static void close() {
    REDIS.close();
    FRONTOFFICE.close();
    WALLET.close();
    REMEDY.close();
  }

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
          .atMost(Duration.ofSeconds(5))
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
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(
              () -> as("7").get().uri("/v1/wallets").exchange().expectStatus().isOk().expectBody());
    }
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
    WebTestClient management =
        WebTestClient.bindToServer().baseUrl("http://127.0.0.1:" + managementPort).build();
    management
        .get()
        .uri("/actuator/health/readiness")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("UP");
    management.get().uri("/actuator/prometheus").exchange().expectStatus().isOk().expectBody();
  }

  @Test
  void valueMovingPostsNeedAnIdempotencyKey() {
    for (String path : new String[] {"/v1/order-groups", "/v1/order-groups/16/cancel"}) {
      problem(as("7").post().uri(path), HttpStatus.BAD_REQUEST, "idempotency-key-missing");
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
  void limitsAnAddress() {
    IntStream.range(0, 40)
        .forEach(
            i -> anyone().get().uri("/v1/brands").exchange().expectStatus().isOk().expectBody());
    problem(anyone().get().uri("/v1/brands"), HttpStatus.TOO_MANY_REQUESTS, "too-many-requests")
        .expectHeader()
        .value(HttpHeaders.RETRY_AFTER, wait -> assertThat(wait).matches("[1-9]|10"));
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
      theManagementPortAnswersOnItsOwn();
    } finally {
      REDIS.plug();
    }
    await()
        .atMost(Duration.ofSeconds(15))
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
  void aServiceThatDoesNotAnswerIsATimeout() {
    problem(anyone().get().uri("/v1/brands/hang"), HttpStatus.GATEWAY_TIMEOUT, "upstream-timeout");
  }

  @Test
  void aServiceThatIsAwayIsUnavailable() {
    problem(
            as("7").get().uri("/transfer/v1/x"),
            HttpStatus.SERVICE_UNAVAILABLE,
            "upstream-unavailable")
        .expectHeader()
        .exists(HttpHeaders.RETRY_AFTER);
  }

  @Test
  void aServiceThatKeepsHangingUpIsLeftAloneForAWhile() {
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
    anyone().get().uri("/docs").exchange().expectStatus().is3xxRedirection().expectBody();
    anyone()
        .get()
        .uri("/webjars/swagger-ui/index.html")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody();
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
        .isEqualTo("/v3/api-docs");
  }

  private static int start() {
    return (int) (System.currentTimeMillis() / 100 & 0xffffff);
  }

  /** Sent as it is: nothing encoded, nothing resolved. */
  private URI raw(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private double unknown(String limit) {
    return meters.counter("dams.gateway.limit.unknown", "limit", limit).count();
  }

  private static Flux<DataBuffer> chunks(int kilobytes) {
    return Flux.range(0, kilobytes)
        .map(i -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[1024]));
  }

  private WebTestClient anyone() {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port)
        .responseTimeout(Duration.ofSeconds(10))
        .defaultHeader("X-Forwarded-For", address)
        .build();
  }

  private WebTestClient bearing(String token) {
    return anyone().mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
  }

  private WebTestClient as(String user) {
    return bearing(TOKENS.of(user.equals("7") ? "7" + CLIENT.get() : user));
  }

  private static WebTestClient.ResponseSpec problem(
      WebTestClient.RequestHeadersSpec<?> request, HttpStatus status, String code) {
    WebTestClient.ResponseSpec answer = request.exchange();
    answer
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:dams:problem:" + code)
        .jsonPath("$.status")
        .isEqualTo(status.value())
        .jsonPath("$.title")
        .exists()
        .jsonPath("$.detail")
        .exists()
        .jsonPath("$.instance")
        .exists()
        .jsonPath("$.traceId")
        .value(String.class, id -> assertThat(id).matches("[0-9a-f]{32}"));
    return answer;
  }
}
