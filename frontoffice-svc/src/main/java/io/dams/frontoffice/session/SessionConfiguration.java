package io.dams.frontoffice.session;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.dams.platform.identity.VerifiedTokens;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.dams.platform.upkeep.Upkeep;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Who may call what. Paths below {@code /v1} take an access token of ours, but for those that need
 * none; {@code /internal} and {@code /ops} are guarded by the platform's service identity; what is
 * not named is refused.
 */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@OpenAPIDefinition(
    info = @Info(title = "DAMS frontoffice", version = "v1"),
    security = @SecurityRequirement(name = "accessToken"))
@SecurityScheme(
    name = "accessToken",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    bearerFormat = "JWT",
    description = "of POST /v1/auth/login; /ops takes an operator's service token instead")
class SessionConfiguration {

  private static final int REMEMBERED_TOKENS = 5_000;
  private static final Duration REMEMBERED_FOR = Duration.ofMinutes(5);

  private static final String[] OPEN = {
    "/v1/auth/**",
    "/v1/brands",
    "/v1/contracts/**",
    "/v1/market/**",
    "/v1/service-info",
    "/.well-known/jwks.json",
    "/v3/api-docs/**",
    "/v3/api-docs.yaml",
    "/internal/**",
    "/ops/**",
    "/actuator/**",
    "/livez",
    "/readyz",
    "/error"
  };

  @Bean
  AccessTokens accessTokens(SessionProperties properties, SecureRandom random, Clock clock)
      throws IOException {
    return new AccessTokens(
        EcKeys.read(Files.readString(properties.tokenKeyFile())),
        properties.accessTokenLife(),
        random,
        clock);
  }

  @Bean
  Sessions sessions(
      SessionMapper mapper,
      AccessTokens accessTokens,
      SessionProperties properties,
      SecureRandom random,
      Clock clock) {
    return new Sessions(mapper, accessTokens, properties, random, clock);
  }

  @Bean
  Upkeep refreshTokenPruning(Sessions sessions) {
    return Upkeep.pruning("refresh-tokens", Duration.ofMinutes(5), sessions::pruneTokens);
  }

  @Bean
  Upkeep sessionPruning(Sessions sessions) {
    return Upkeep.pruning("sessions", Duration.ofMinutes(5), sessions::pruneSessions);
  }

  @Bean
  JwtDecoder jwtDecoder(AccessTokens accessTokens, Clock clock) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.ES256, new ImmutableJWKSet<>(accessTokens.publicKeys())));
    // The times are checked below, against the injected clock.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    JwtTimestampValidator times = new JwtTimestampValidator(Duration.ZERO);
    times.setClock(clock);
    OAuth2TokenValidator<Jwt> rules =
        new DelegatingOAuth2TokenValidator<>(
            times,
            new JwtIssuerValidator(AccessTokens.ISSUER),
            new JwtClaimValidator<List<String>>(
                "aud", audience -> audience != null && audience.contains(AccessTokens.AUDIENCE)));
    decoder.setJwtValidator(rules);
    var verified = new VerifiedTokens<Jwt>(REMEMBERED_TOKENS, REMEMBERED_FOR, clock);
    return token -> {
      Optional<Jwt> known = verified.find(token).filter(jwt -> !rules.validate(jwt).hasErrors());
      Jwt jwt = known.orElseGet(() -> decoder.decode(token));
      if (known.isEmpty()) {
        verified.keep(token, jwt);
      }
      return jwt;
    };
  }

  /** Paths without a user: a bearer token there is another's, and is not looked at. */
  @Bean
  @Order(1)
  SecurityFilterChain openSecurity(HttpSecurity http) throws Exception {
    return bare(http)
        .securityMatcher(OPEN)
        .authorizeHttpRequests(paths -> paths.anyRequest().permitAll())
        .build();
  }

  @Bean
  @Order(2)
  SecurityFilterChain userSecurity(
      HttpSecurity http, @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems)
      throws Exception {
    AuthenticationEntryPoint unknown =
        (request, response, e) -> {
          response.setHeader("WWW-Authenticate", "Bearer");
          problems.resolveException(
              request,
              response,
              null,
              new ProblemException(
                  CommonProblem.UNAUTHENTICATED, "a valid access token is needed"));
        };
    AccessDeniedHandler denied =
        (request, response, e) ->
            problems.resolveException(
                request,
                response,
                null,
                new ProblemException(CommonProblem.FORBIDDEN, "this path is not for users"));
    return bare(http)
        .authorizeHttpRequests(
            paths -> paths.requestMatchers("/v1/**").authenticated().anyRequest().denyAll())
        .oauth2ResourceServer(
            server ->
                server
                    .jwt(Customizer.withDefaults())
                    .authenticationEntryPoint(unknown)
                    .accessDeniedHandler(denied))
        .exceptionHandling(
            answers -> answers.authenticationEntryPoint(unknown).accessDeniedHandler(denied))
        .build();
  }

  /** Nothing of what Spring Security does for browsers: tokens come in headers only. */
  private static HttpSecurity bare(HttpSecurity http) throws Exception {
    return http.csrf(AbstractHttpConfigurer::disable)
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
  }
}
