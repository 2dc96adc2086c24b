package io.dams.gateway.problem;

import io.dams.gateway.PublicDoor;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives a body to errors that are only a status: what the security filters, the CORS filter and the
 * firewall refuse, they end with {@code setComplete()} or with nothing at all.
 */
class ProblemFilter implements WebFilter, Ordered {

  private final ProblemWriter problems;

  ProblemFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 10;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!PublicDoor.isPublic(exchange)) {
      return chain.filter(exchange);
    }
    ServerHttpResponse bare = exchange.getResponse();
    ServerHttpResponse spoken =
        new ServerHttpResponseDecorator(bare) {
          @Override
          public Mono<Void> setComplete() {
            return isBareError(bare) ? write(exchange, bare) : super.setComplete();
          }
        };
    return chain
        .filter(exchange.mutate().response(spoken).build())
        .then(Mono.defer(() -> isBareError(bare) ? write(exchange, bare) : Mono.empty()));
  }

  private Mono<Void> write(ServerWebExchange exchange, ServerHttpResponse response) {
    @Nullable HttpStatusCode status = response.getStatusCode();
    GatewayProblem problem =
        status == null ? GatewayProblem.INTERNAL : ProblemHandler.ofStatus(status);
    return problems.write(exchange, problem, ProblemHandler.detail(exchange), null);
  }

  private static boolean isBareError(ServerHttpResponse response) {
    @Nullable HttpStatusCode status = response.getStatusCode();
    return !response.isCommitted() && status != null && status.isError();
  }
}
