package io.dams.gateway.door;

import io.dams.gateway.PublicDoor;
import io.dams.gateway.problem.GatewayProblem;
import io.dams.gateway.problem.RefusedException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a request's whole body before it is sent on, bounded by size and by time, so that no
 * service waits for a client, and no client's slowness looks like a service's. The size is bounded
 * by what the request says ({@code Content-Length}) and by what arrives: a chunked body says
 * nothing. A body that is refused ends its connection; the rest of it is not read.
 */
class BodyFilter implements WebFilter, Ordered {

  private static final byte[] NONE = {};

  private final int maxBytes;
  private final Duration within;

  BodyFilter(int maxBytes, Duration within) {
    this.maxBytes = maxBytes;
    this.within = within;
  }

  /** After token and limits: nothing is kept for a stranger. */
  @Override
  public int getOrder() {
    return 10;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!PublicDoor.isPublic(exchange)) {
      return chain.filter(exchange);
    }
    return body(exchange.getRequest())
        .doOnError(e -> exchange.getResponse().getHeaders().setConnection("close"))
        .flatMap(body -> chain.filter(exchange.mutate().request(with(exchange, body)).build()));
  }

  private Mono<byte[]> body(ServerHttpRequest request) {
    if (!isConcrete(request.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))) {
      return Mono.error(unknownType());
    }
    if (request.getHeaders().getContentLength() > maxBytes) {
      return Mono.error(tooLarge());
    }
    return DataBufferUtils.join(request.getBody(), maxBytes)
        .map(BodyFilter::bytes)
        .timeout(within)
        .onErrorMap(DataBufferLimitException.class, e -> tooLarge())
        .onErrorMap(TimeoutException.class, e -> tooSlow())
        .onErrorMap(IOException.class, e -> brokenOff())
        .defaultIfEmpty(NONE);
  }

  /** A wildcard or a word that is no media type names no way to read a body. */
  private static boolean isConcrete(@Nullable String type) {
    try {
      return type == null || MediaType.parseMediaType(type).isConcrete();
    } catch (InvalidMediaTypeException e) {
      return false;
    }
  }

  private static byte[] bytes(DataBuffer buffer) {
    byte[] bytes = new byte[buffer.readableByteCount()];
    buffer.read(bytes);
    DataBufferUtils.release(buffer);
    return bytes;
  }

  private static ServerHttpRequest with(ServerWebExchange exchange, byte[] body) {
    return new ServerHttpRequestDecorator(exchange.getRequest()) {
      @Override
      public Flux<DataBuffer> getBody() {
        return body.length == 0
            ? Flux.empty()
            : Flux.defer(() -> Flux.just(exchange.getResponse().bufferFactory().wrap(body)));
      }
    };
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        GatewayProblem.CONTENT_TOO_LARGE, "A body has at most " + maxBytes + " bytes here.");
  }

  private RefusedException tooSlow() {
    return new RefusedException(
        GatewayProblem.REQUEST_TIMEOUT,
        "A body has " + within.toSeconds() + " seconds to come. Nothing was done.");
  }

  private static RefusedException unknownType() {
    return new RefusedException(
        GatewayProblem.UNSUPPORTED_MEDIA_TYPE, "Content-Type names one media type.");
  }

  private static RefusedException brokenOff() {
    return new RefusedException(
        GatewayProblem.INVALID_REQUEST, "The body broke off.", "body", "complete");
  }
}
