package io.dams.gateway.token;

import com.nimbusds.jose.jwk.JWKSet;
import io.dams.gateway.PublicDoor;
import io.dams.gateway.problem.GatewayProblem;
import io.dams.gateway.problem.ProblemWriter;
import io.netty.channel.ChannelOption;
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.server.PathContainer;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher.MatchResult;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class TokenConfiguration {

  /** Needs no token, and a token there is not even looked at: it may be the one that ran out. */
  private static final String LOGIN = "/v1/auth/**";

  /** Partners sign their requests, which the service checks; there is no user. */
  private static final String PARTNERS = "/transfer/v1/partner/**";

  /** May be read without a token; with one, it must be valid. */
  private static final String[] OPEN_TO_READ = {
    "/.well-known/jwks.json",
    "/v1/brands/**",
    "/v1/contracts/**",
    "/v1/market/**",
    "/v1/service-info",
    "/*/v1/service-info",
    "/docs",
    "/swagger-ui/**",
    "/v3/api-docs/**",
    "/favicon.ico",
  };

  private static final int REMEMBERED_TOKENS = 10_000;

  private static final List<PathPattern> WITHOUT_TOKEN =
      List.of(
          PathPatternParser.defaultInstance.parse(LOGIN),
          PathPatternParser.defaultInstance.parse(PARTNERS));

  @Bean
  SecurityWebFilterChain publicDoor(
      ServerHttpSecurity http, CorsConfigurationSource cors, ProblemWriter problems) {
    return http.securityMatcher(
            exchange ->
                PublicDoor.isPublic(exchange) ? MatchResult.match() : MatchResult.notMatch())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .headers(ServerHttpSecurity.HeaderSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .cors(spec -> spec.configurationSource(cors))
        .authorizeExchange(
            spec ->
                spec.pathMatchers(HttpMethod.POST, LOGIN)
                    .permitAll()
                    .pathMatchers(PARTNERS)
                    .permitAll()
                    .pathMatchers(HttpMethod.GET, OPEN_TO_READ)
                    .permitAll()
                    .anyExchange()
                    .authenticated())
        .oauth2ResourceServer(
            spec ->
                spec.jwt(jwt -> {})
                    .bearerTokenConverter(whereUsersAre())
                    .authenticationEntryPoint((exchange, e) -> unauthenticated(problems, exchange)))
        .exceptionHandling(
            spec ->
                spec.authenticationEntryPoint((exchange, e) -> unauthenticated(problems, exchange)))
        .build();
  }

  /**
   * The network decides who reaches the management port; without this rule Boot would, by token.
   */
  @Bean
  SecurityWebFilterChain managementPort(ServerHttpSecurity http) {
    return http.securityMatcher(
            exchange ->
                PublicDoor.isPublic(exchange) ? MatchResult.notMatch() : MatchResult.match())
        .csrf(ServerHttpSecurity.CsrfSpec::disable)
        .authorizeExchange(spec -> spec.anyExchange().permitAll())
        .build();
  }

  private static Mono<Void> unauthenticated(ProblemWriter problems, ServerWebExchange exchange) {
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return problems.write(
        exchange,
        GatewayProblem.UNAUTHENTICATED,
        "The access token is missing, has run out or is not ours.",
        null);
  }

  private static ServerAuthenticationConverter whereUsersAre() {
    var bearer = new ServerBearerTokenAuthenticationConverter();
    return exchange -> {
      PathContainer path = exchange.getRequest().getPath().pathWithinApplication();
      return WITHOUT_TOKEN.stream().anyMatch(pattern -> pattern.matches(path))
          ? Mono.empty()
          : bearer.convert(exchange);
    };
  }

  @Bean
  ReactiveJwtDecoder jwtDecoder(TokenSettings settings, Clock clock) {
    var keys =
        new CachedKeys(
            source(settings),
            clock,
            settings.fetchEvery(),
            settings.refreshAfter(),
            settings.discardAfter());
    NimbusReactiveJwtDecoder decoder =
        NimbusReactiveJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.ES256).build();
    var times = new JwtTimestampValidator(settings.clockSkew());
    times.setClock(clock);
    times.setAllowEmptyExpiryClaim(false);
    OAuth2TokenValidator<Jwt> rules =
        new DelegatingOAuth2TokenValidator<>(
            times,
            new JwtIssuerValidator(settings.issuer()),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, aud -> aud != null && aud.contains(settings.audience())),
            new JwtClaimValidator<String>(JwtClaimNames.SUB, sub -> sub != null));
    decoder.setJwtValidator(rules);
    return new RememberingDecoder(
        token ->
            decoder
                .decode(token)
                .onErrorMap(
                    TokenConfiguration::isWithoutKeys,
                    e -> new AuthenticationServiceException("no token keys", e)),
        rules,
        settings.rememberFor(),
        REMEMBERED_TOKENS,
        clock);
  }

  /** The decoder wraps what its source of keys threw. */
  private static boolean isWithoutKeys(Throwable error) {
    for (Throwable each = error; each != null; each = each.getCause()) {
      if (each instanceof CachedKeys.KeysUnavailableException) {
        return true;
      }
    }
    return false;
  }

  private static Mono<JWKSet> source(TokenSettings settings) {
    HttpClient http =
        HttpClient.create()
            .option(
                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                Math.toIntExact(settings.fetchTimeout().toMillis()));
    WebClient client =
        WebClient.builder().clientConnector(new ReactorClientHttpConnector(http)).build();
    return client
        .get()
        .uri(settings.jwksUri())
        .retrieve()
        .bodyToMono(String.class)
        .timeout(settings.fetchTimeout())
        .map(TokenConfiguration::parse);
  }

  private static JWKSet parse(String text) {
    try {
      return JWKSet.parse(text);
    } catch (ParseException e) {
      throw new IllegalStateException("the issuer's keys are not a JWK set", e);
    }
  }
}
