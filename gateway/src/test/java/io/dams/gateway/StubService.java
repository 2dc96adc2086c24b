package io.dams.gateway;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service as the gateway sees one. {@code /v1/echo/**} tells what arrived; the last segment of
 * other paths says how to misbehave.
 */
final class StubService implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  final AtomicReference<String> jwks = new AtomicReference<>("{\"keys\":[]}");
  final CompletableFuture<Void> more = new CompletableFuture<>();
  final AtomicBoolean hangingUp = new AtomicBoolean();
  final AtomicInteger bodiesRead = new AtomicInteger();
  private final Map<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private final DisposableServer server;

  StubService() {
    this.server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(
                routes ->
                    routes
                        .get("/.well-known/jwks.json", (in, out) -> json(in, out, jwks.get()))
                        .get("/v1/market/stream", this::stream)
                        .get("/v1/stream", this::stream)
                        .get("/v1/brands/hang", (in, out) -> counted(in, Mono.never()))
                        .get("/v1/brands/refused", this::refused)
                        .get("/v1/brands/empty", (in, out) -> counted(in, out.status(404).send()))
                        .get("/v3/api-docs", this::echo)
                        .route(in -> true, this::echo))
            .bindNow();
  }

  String url() {
    return "http://127.0.0.1:" + server.port();
  }

  /** How often the path was asked for. */
  int requests(String path) {
    return requests.getOrDefault(path, new AtomicInteger()).get();
  }

  private Mono<Void> counted(HttpServerRequest in, org.reactivestreams.Publisher<Void> answer) {
    requests.computeIfAbsent(in.fullPath(), path -> new AtomicInteger()).incrementAndGet();
    return Mono.from(answer);
  }

  private Mono<Void> json(HttpServerRequest in, HttpServerResponse out, String body) {
    out.header("Content-Type", "application/json");
    return counted(in, out.sendString(Mono.just(body)));
  }

  private Mono<Void> echo(HttpServerRequest in, HttpServerResponse out) {
    if (hangingUp.get()) {
      return counted(in, Mono.fromRunnable(() -> in.withConnection(c -> c.channel().close())));
    }
    return in.receive()
        .aggregate()
        .asString()
        .defaultIfEmpty("")
        .flatMap(
            body -> {
              bodiesRead.incrementAndGet();
              Map<String, Object> seen = new TreeMap<>();
              seen.put("path", in.uri());
              seen.put("bodyLength", body.length());
              Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
              in.requestHeaders().forEach(h -> headers.put(h.getKey(), h.getValue()));
              seen.put("headers", headers);
              return json(in, out, JSON.writeValueAsString(seen));
            });
  }

  private Mono<Void> refused(HttpServerRequest in, HttpServerResponse out) {
    out.status(HttpResponseStatus.SERVICE_UNAVAILABLE)
        .header("Content-Type", "application/problem+json");
    return counted(in, out.sendString(Mono.just("{\"type\":\"urn:dams:problem:of-a-service\"}")));
  }

  /** The first event at once, the second when a test says so. */
  private Mono<Void> stream(HttpServerRequest in, HttpServerResponse out) {
    Flux<String> events =
        Flux.concat(
            Mono.just("id: 1\nevent: depth\ndata: {}\n\n"),
            Mono.fromFuture(more, true).thenReturn("id: 2\nevent: depth\ndata: {}\n\n"),
            Mono.never());
    return counted(in, out.sse().sendString(events));
  }

  @Override
  public void close() {
    server.disposeNow();
  }
}
