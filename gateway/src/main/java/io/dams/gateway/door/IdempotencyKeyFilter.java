package io.dams.gateway.door;

import io.dams.gateway.PublicDoor;
import io.dams.gateway.problem.GatewayProblem;
import io.dams.gateway.problem.RefusedException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * Demands an {@code Idempotency-Key} of each POST that moves value. Only demands it: what the key
 * means is committed with the effect, in the service.
 */
class IdempotencyKeyFilter implements WebFilter, Ordered {

  static final String HEADER = "Idempotency-Key";

  private final List<PathPattern> valueMoving;

  IdempotencyKeyFilter(List<String> valueMoving) {
    this.valueMoving = valueMoving.stream().map(PathPatternParser.defaultInstance::parse).toList();
  }

  /** After the token: a stranger learns nothing. */
  @Override
  public int getOrder() {
    return 0;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    @Nullable String key = exchange.getRequest().getHeaders().getFirst(HEADER);
    boolean missing = key == null || key.isBlank();
    if (missing && PublicDoor.isPublic(exchange) && movesValue(exchange)) {
      return Mono.error(
          new RefusedException(
              GatewayProblem.IDEMPOTENCY_KEY_MISSING,
              "Send an " + HEADER + " of your own making; the same again has one effect.",
              HEADER,
              "required"));
    }
    return chain.filter(exchange);
  }

  private boolean movesValue(ServerWebExchange exchange) {
    PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
    return exchange.getRequest().getMethod() == HttpMethod.POST
        && valueMoving.stream().anyMatch(pattern -> pattern.matches(path));
  }
}
