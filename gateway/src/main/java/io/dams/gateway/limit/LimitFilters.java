package io.dams.gateway.limit;

import io.dams.gateway.PublicDoor;
import io.dams.gateway.client.ClientAddress;
import java.security.Principal;
import org.springframework.core.Ordered;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;

/**
 * The filters that ask the limits: by address before a token is looked at, by user and by open
 * stream after it.
 */
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

  /** Counts the event streams that are open: of the market by address, of accounts by user. */
  static class ByStream implements WebFilter, Ordered {

    private static final PathPattern MARKET =
        PathPatternParser.defaultInstance.parse("/v1/market/stream");
    private static final PathPattern ACCOUNT =
        PathPatternParser.defaultInstance.parse("/v1/stream");

    private final OpenStreams market;
    private final OpenStreams account;
    private final ClientAddress clients;

    ByStream(OpenStreams market, OpenStreams account, ClientAddress clients) {
      this.market = market;
      this.account = account;
      this.clients = clients;
    }

    @Override
    public int getOrder() {
      return SECURITY + 20;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
      PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
      Mono<Void> rest = chain.filter(exchange);
      if (!PublicDoor.isPublic(exchange)) {
        return rest;
      }
      if (MARKET.matches(path)) {
        return market.during(clients.networkOf(exchange.getRequest()), rest);
      }
      return ACCOUNT.matches(path)
          ? exchange.getPrincipal().flatMap(user -> account.during(user.getName(), rest))
          : rest;
    }
  }
}
