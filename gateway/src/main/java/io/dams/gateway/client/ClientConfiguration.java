package io.dams.gateway.client;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;

@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

  private static final Duration PREFLIGHT_MAX_AGE = Duration.ofMinutes(30);

  @Bean
  ClientAddress clientAddress(ClientSettings settings) {
    return new ClientAddress(settings.trustedProxies());
  }

  @Bean
  ForwardedHeadersFilter forwardedHeaders(ClientAddress clients) {
    return new ForwardedHeadersFilter(clients);
  }

  /** Tokens travel in a header, so no credentials; only the origins that are named. */
  @Bean
  CorsConfigurationSource cors(ClientSettings settings) {
    CorsConfiguration cors = new CorsConfiguration();
    cors.setAllowedOrigins(settings.allowedOrigins());
    cors.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
    cors.setAllowedHeaders(
        List.of(
            HttpHeaders.AUTHORIZATION,
            HttpHeaders.CONTENT_TYPE,
            "Idempotency-Key",
            "Last-Event-ID",
            "traceparent"));
    cors.setExposedHeaders(List.of(HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER));
    cors.setMaxAge(PREFLIGHT_MAX_AGE);
    return exchange -> cors;
  }
}
