package io.dams.gateway.door;

import io.dams.gateway.PublicDoor;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Headers that tell browsers to be careful, on every answer: ours, a service's, an error. */
class SecurityHeadersFilter implements WebFilter, Ordered {

  private static final String POLICY = "Content-Security-Policy";

  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()",
          "Strict-Transport-Security", "max-age=31536000; includeSubDomains",
          "Cross-Origin-Resource-Policy", "same-origin");

  /** An API answer is no page: nothing in it may load or run. */
  private static final String API_POLICY = "default-src 'none'; frame-ancestors 'none'";

  /** The API page loads its own scripts and styles, and writes styles inline. */
  private static final String PAGE_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline';"
          + " frame-ancestors 'none'";

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (PublicDoor.isPublic(exchange)) {
      ServerHttpResponse response = exchange.getResponse();
      boolean page = exchange.getRequest().getPath().value().startsWith("/swagger-ui/");
      response.beforeCommit(
          () -> {
            HttpHeaders headers = response.getHeaders();
            ALWAYS.forEach(headers::set);
            headers.set(POLICY, page ? PAGE_POLICY : API_POLICY);
            if (headers.getCacheControl() == null) {
              headers.setCacheControl("no-store");
            }
            return Mono.empty();
          });
    }
    return chain.filter(exchange);
  }
}
