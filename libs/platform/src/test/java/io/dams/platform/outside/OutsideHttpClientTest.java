package io.dams.platform.outside;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutsideHttpClientTest {

  private static final int MAX_BYTES = 1_024;
  private static final Duration PATIENT = Duration.ofSeconds(60);
  private static final Duration HASTY = Duration.ofSeconds(1);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server;
  private OutsideHttpClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    server.setExecutor(threads);
    server.start();
    client = client(allowed(), PATIENT);
  }

  @AfterEach
  void stop() throws IOException {
    end.countDown();
    client.close();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void givesStatusHeadersAndBodyWhateverTheyAre() {
    serve("/", exchange -> answer(exchange, 503, "busy"));

    assertThat(send("/"))
        .isInstanceOfSatisfying(
            OutsideAnswer.Answered.class,
            it -> {
              assertThat(it.status()).isEqualTo(503);
              assertThat(it.header("Retry-After")).isEqualTo("7");
              assertThat(new String(it.body())).isEqualTo("busy");
            });
  }

  @Test
  void followsNoRedirect() {
    AtomicInteger inside = new AtomicInteger();
    serve("/inside", exchange -> inside.incrementAndGet());
    serve(
        "/out",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "/inside");
          exchange.sendResponseHeaders(307, -1);
        });

    assertThat(send("/out"))
        .isInstanceOfSatisfying(
            OutsideAnswer.Answered.class, it -> assertThat(it.status()).isEqualTo(307));
    assertThat(inside).hasValue(0);
  }

  @Test
  void aPartyThatHangsIsLeft() throws IOException {
    serve("/", _ -> await());

    try (OutsideHttpClient hasty = client(allowed(), HASTY)) {
      assertThat(hasty.send(request("/"))).isEqualTo(new OutsideAnswer.Nothing("timeout"));
    }
  }

  @Test
  void aPartyThatDripsIsLeftWhenTheWholeTimeIsOver() throws IOException {
    serve(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          for (int i = 0; i < MAX_BYTES / 2; i++) {
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush();
            if (await(Duration.ofMillis(100))) {
              return;
            }
          }
        });

    try (OutsideHttpClient hasty = client(allowed(), HASTY)) {
      assertThat(hasty.send(request("/"))).isInstanceOf(OutsideAnswer.Nothing.class);
    }
  }

  @Test
  void anAnswerThatIsTooLongCountsAsNone() {
    serve("/", exchange -> answer(exchange, 200, "x".repeat(MAX_BYTES + 1)));

    assertThat(send("/")).isEqualTo(new OutsideAnswer.Nothing("answer-too-long"));
  }

  @Test
  void aConnectionThatIsClosedIsNotTriedAgain() {
    AtomicInteger asked = new AtomicInteger();
    serve(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.close();
        });

    assertThat(send("/")).isInstanceOf(OutsideAnswer.Nothing.class);
    assertThat(asked).hasValue(1);
  }

  @Test
  void anAddressThatIsNotAllowedIsNotConnectedTo() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    serve("/", exchange -> asked.incrementAndGet());

    try (OutsideHttpClient strict = client(List.of(), PATIENT)) {
      assertThat(strict.send(request("/"))).isEqualTo(new OutsideAnswer.Nothing("address-refused"));
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void aNameThatIsBoundToUsAfterItWasCheckedIsNotConnectedTo() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    serve("/", exchange -> asked.incrementAndGet());
    Deque<String> bound = new ArrayDeque<>(List.of("93.184.215.14", "127.0.0.1"));
    var addresses =
        new OutsideAddresses(
            List.of(), _ -> new InetAddress[] {InetAddress.getByName(bound.remove())});
    String host = "localhost:" + server.getAddress().getPort();

    assertThat(addresses.refusal("https://" + host + "/")).isEmpty();
    try (OutsideHttpClient strict = client(List.of(), addresses, PATIENT)) {
      var request =
          new OutsideRequest("POST", URI.create("http://" + host + "/"), Map.of(), new byte[] {1});
      assertThat(strict.send(request)).isEqualTo(new OutsideAnswer.Nothing("address-refused"));
    }
    assertThat(asked).hasValue(0);
    assertThat(bound).isEmpty();
  }

  private OutsideAnswer send(String path) {
    return client.send(request(path));
  }

  private OutsideRequest request(String path) {
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    return new OutsideRequest("POST", uri, Map.of("Content-Type", "text/plain"), new byte[] {1});
  }

  private void serve(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            handler.handle(exchange);
          }
        });
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "7");
    exchange.sendResponseHeaders(status, body.length());
    exchange.getResponseBody().write(body.getBytes());
  }

  private void await() {
    await(Duration.ofSeconds(30));
  }

  private boolean await(Duration bound) {
    try {
      return end.await(bound.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private List<String> allowed() {
    return List.of("127.0.0.1:" + server.getAddress().getPort());
  }

  private static OutsideHttpClient client(List<String> allowed, Duration patience) {
    return client(allowed, new OutsideAddresses(allowed, InetAddress::getAllByName), patience);
  }

  private static OutsideHttpClient client(
      List<String> allowed, OutsideAddresses addresses, Duration patience) {
    var bounds = new OutsideProperties(allowed, patience, patience, 4, 8, MAX_BYTES);
    return new OutsideHttpClient(bounds, addresses, Executors.newSingleThreadScheduledExecutor());
  }
}
