package io.dams.gateway.door;

import io.dams.gateway.PublicDoor;
import io.dams.gateway.problem.GatewayProblem;
import io.dams.gateway.problem.RefusedException;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Bounds a request's body by what it says ({@code Content-Length}) and by what arrives: a chunked
 * body says nothing.
 */
class BodyLimitFilter implements WebFilter, Ordered {

  private final long maxBytes;

  BodyLimitFilter(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 40;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!PublicDoor.isPublic(exchange)) {
      return chain.filter(exchange);
    }
    if (exchange.getRequest().getHeaders().getContentLength() > maxBytes) {
      return Mono.error(tooLarge());
    }
    ServerHttpRequest counted =
        new ServerHttpRequestDecorator(exchange.getRequest()) {
          @Override
          public Flux<DataBuffer> getBody() {
            return counted(super.getBody());
          }
        };
    return chain.filter(exchange.mutate().request(counted).build());
  }

  private Flux<DataBuffer> counted(Flux<DataBuffer> body) {
    return Flux.defer(
        () -> {
          long[] bytes = {0};
          return body.handle(
              (buffer, sink) -> {
                bytes[0] += buffer.readableByteCount();
                if (bytes[0] > maxBytes) {
                  DataBufferUtils.release(buffer);
                  sink.error(tooLarge());
                } else {
                  sink.next(buffer);
                }
              });
        });
  }

  private RefusedException tooLarge() {
    return new RefusedException(
        GatewayProblem.CONTENT_TOO_LARGE, "A body has at most " + maxBytes + " bytes here.");
  }
}
