package io.dams.gateway.door;

import io.dams.gateway.PublicDoor;
import io.dams.gateway.problem.GatewayProblem;
import io.dams.gateway.problem.RefusedException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer.PathSegment;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * What is for services, operators and the platform does not exist at the public port, with or
 * without a service's prefix, with or without a token. The routes reach only {@code /v1}; this is
 * the second lock.
 */
class HiddenPathFilter implements WebFilter, Ordered {

  private static final Set<String> HIDDEN = Set.of("internal", "ops", "actuator");
  private static final int SEGMENTS = 2;

  /** Of the gateway itself, which has no paths to document. */
  private static final String OWN_DOCUMENT = "/v3/api-docs";

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 30;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (PublicDoor.isPublic(exchange) && isHidden(exchange)) {
      return Mono.error(
          new RefusedException(
              GatewayProblem.NOT_FOUND,
              exchange.getRequest().getMethod() + " " + exchange.getRequest().getPath().value()));
    }
    return chain.filter(exchange);
  }

  private static boolean isHidden(ServerWebExchange exchange) {
    return OWN_DOCUMENT.equals(exchange.getRequest().getPath().value()) || isInside(exchange);
  }

  private static boolean isInside(ServerWebExchange exchange) {
    return exchange.getRequest().getPath().pathWithinApplication().elements().stream()
        .filter(PathSegment.class::isInstance)
        .map(PathSegment.class::cast)
        .limit(SEGMENTS)
        .anyMatch(segment -> HIDDEN.contains(segment.valueToMatch()));
  }
}
