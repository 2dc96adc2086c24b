package io.dams.gateway.limit;

import io.dams.gateway.PublicDoor;
import io.dams.gateway.client.ClientAddress;
import java.security.Principal;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/** The filters that ask the limits: by address before a token is looked at, by user after it. */
final class LimitFilters {

  /** Spring Security's place in the chain. */
  private static final int SECURITY = -100;

  private LimitFilters() {}

  /** Counts a client address; at the log-in endpoints by their own limit too. */
  static class ByAddress implements WebFilter, Ordered {

    private static final PathPattern LOGIN = PathPatternParser.defaultInstance.parse("/v1/auth/**");

    private final Limiter address;
    private final Limiter login;
    private final ClientAddress clients;

    ByAddress(Limiter address, Limiter login, ClientAddress clients) {
      this.address = address;
      this.login = login;
      this.clients = clients;
    }

    @Override
    public int getOrder() {
      return SECURITY - 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      if (!PublicDoor.isPublic(exchange)) {
        return chain.filter(exchange);
      }
      String key = clients.networkOf(exchange.getRequest());
      Mono<Void> passed = address.pass(key);
      if (LOGIN.matches(exchange.getRequest().getPath().pathWithinApplication())) {
        passed = passed.then(Mono.defer(() -> login.pass(key)));
      }
      return passed.then(Mono.defer(() -> chain.filter(exchange)));
    }
  }

  /** Counts a logged-in user, whatever the address. */
  static class ByUser implements WebFilter, Ordered {

    private final Limiter user;

    ByUser(Limiter user) {
      this.user = user;
    }

    @Override
    public int getOrder() {
      return SECURITY + 10;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      if (!PublicDoor.isPublic(exchange)) {
        return chain.filter(exchange);
      }
      return exchange
          .getPrincipal()
          .map(Principal::getName)
          .flatMap(user::pass)
          .then(Mono.defer(() -> chain.filter(exchange)));
    }
  }
}
