package io.dams.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.servers.SharedServers;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/**
 * What the tests over HTTP share: one context, the services as stubs, and a Redis on a cable. They
 * live as long as the JVM.
 */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {
      "management.server.port=0",
      "dams.gateway.client.trusted-proxies=127.0.0.1",
      "dams.gateway.client.allowed-origins=https://app.example",
      "dams.gateway.limit.address.requests=40",
      "dams.gateway.limit.address.period=4000s",
      "dams.gateway.limit.login.requests=5",
      "dams.gateway.limit.login.period=3000s",
      "dams.gateway.limit.user.requests=10",
      "dams.gateway.limit.user.period=3000s",
      "dams.gateway.limit.market-streams.of-one=2",
      "dams.gateway.limit.market-streams.total=4",
      "dams.gateway.limit.account-streams.of-one=2",
      "dams.gateway.limit.account-streams.total=4",
      "dams.gateway.door.body-within=1s",
      "dams.gateway.token.fetch-every=300ms",
      "dams.gateway.circuit.open-for=3s",
      "spring.cloud.gateway.server.webflux.httpclient.response-timeout=3s",
      "spring.data.redis.timeout=20s",
      "spring.data.redis.connect-timeout=20s",
    })
abstract class GatewayTest {

  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final StubService FRONTOFFICE = new StubService();
  static final StubService WALLET = new StubService();
  static final StubService TRANSFER = new StubService();
  static final StubService REMEDY = new StubService();
  static final TcpSwitch REDIS =
      new TcpSwitch(SharedServers.get().redisHost(), SharedServers.get().redisPort());
  static final TestTokens TOKENS = TestTokens.withKey("key-1");

  /** Each test is another client, so that none uses up another's limit; no limit comes back. */
  static final AtomicInteger CLIENT = new AtomicInteger(start());

  @Autowired MeterRegistry meters;
  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  String address = "";

  @DynamicPropertySource
  static void addresses(DynamicPropertyRegistry registry) {
    FRONTOFFICE.jwks.set(TOKENS.jwks());
    registry.add("dams.services.frontoffice", FRONTOFFICE::url);
    registry.add("dams.services.wallet", WALLET::url);
    registry.add("dams.services.remedy", REMEDY::url);
    registry.add("dams.services.settlement", () -> "http://127.0.0.1:19");
    registry.add("dams.services.transfer", TRANSFER::url);
    registry.add("dams.gateway.jwks-uri", () -> FRONTOFFICE.url() + "/.well-known/jwks.json");
    registry.add("spring.data.redis.host", () -> "127.0.0.1");
    registry.add("spring.data.redis.port", REDIS::port);
  }

  @BeforeEach
  void anotherClient() {
    int number = CLIENT.incrementAndGet();
    address = "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
  }

  private static int start() {
    return (int) (System.currentTimeMillis() / 100 & 0xffffff);
  }

  /** Sent as it is: nothing encoded, nothing resolved. */
  URI raw(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  void managementPortAnswers() {
    WebTestClient management =
        WebTestClient.bindToServer()
            .baseUrl("http://127.0.0.1:" + managementPort)
            .responseTimeout(PATIENCE)
            // the more tests ran before, the more metrics there are
            .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(-1))
            .build();
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

  WebTestClient anyone() {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port)
        .responseTimeout(PATIENCE)
        .defaultHeader("X-Forwarded-For", address)
        .build();
  }

  WebTestClient bearing(String token) {
    return anyone().mutate().defaultHeaders(headers -> headers.setBearerAuth(token)).build();
  }

  WebTestClient as(String user) {
    return bearing(TOKENS.of(user.equals("7") ? "7" + CLIENT.get() : user));
  }

  static WebTestClient.ResponseSpec problem(
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
        .jsonPath("$.code")
        .isEqualTo(code)
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
