package io.dams.gateway.route;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * One circuit breaker for each service. It sees whether the service could be reached and began to
 * answer in time; the status of its answer does not count, and neither does how long a stream then
 * goes on.
 */
class CircuitFilter implements GlobalFilter, Ordered {

  /** Inside the filter that writes the answer (-1), outside the one that sends the request. */
  private static final int ORDER = 10;

  private final CircuitBreakerRegistry circuits;

  CircuitFilter(CircuitBreakerRegistry circuits) {
    this.circuits = circuits;
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    @Nullable Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    if (route == null) {
      return chain.filter(exchange);
    }
    CircuitBreaker circuit = circuits.circuitBreaker(route.getUri().getAuthority());
    return chain.filter(exchange).transformDeferred(CircuitBreakerOperator.of(circuit));
  }
}
