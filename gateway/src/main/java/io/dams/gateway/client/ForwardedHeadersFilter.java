package io.dams.gateway.client;

import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * Tells the service who asks and by which URL. Everything of that kind that came in is dropped: one
 * address, one host, one proto, each written by us.
 */
class ForwardedHeadersFilter implements HttpHeadersFilter, Ordered {

  private static final List<String> ANYONES =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Port",
          "X-Forwarded-Proto",
          "X-Forwarded-Prefix",
          "X-Forwarded-Ssl",
          "X-Real-IP");

  private final ClientAddress clients;

  ForwardedHeadersFilter(ClientAddress clients) {
    this.clients = clients;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
    HttpHeaders output = new HttpHeaders();
    output.putAll(input);
    ANYONES.forEach(output::remove);
    URI origin = clients.origin(exchange.getRequest());
    int port =
        origin.getPort() >= 0 ? origin.getPort() : "https".equals(origin.getScheme()) ? 443 : 80;
    output.set("X-Forwarded-For", clients.of(exchange.getRequest()));
    output.set("X-Forwarded-Proto", origin.getScheme());
    output.set("X-Forwarded-Host", origin.getRawAuthority());
    output.set("X-Forwarded-Port", Integer.toString(port));
    String prefix = prefix(exchange);
    if (!prefix.isEmpty()) {
      output.set("X-Forwarded-Prefix", prefix);
    }
    return output;
  }

  /** What the route cut off from the front of the path. */
  private static String prefix(ServerWebExchange exchange) {
    @Nullable LinkedHashSet<URI> asked =
        exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ORIGINAL_REQUEST_URL_ATTR);
    @Nullable URI sent = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
    if (asked == null || asked.isEmpty() || sent == null) {
      return "";
    }
    String before = asked.getFirst().getRawPath();
    String after = sent.getRawPath();
    return before.endsWith(after) ? before.substring(0, before.length() - after.length()) : "";
  }
}
