package io.dams.gateway.door;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

  @Bean
  SecurityHeadersFilter securityHeaders() {
    return new SecurityHeadersFilter();
  }

  @Bean
  HiddenPathFilter hiddenPaths() {
    return new HiddenPathFilter();
  }

  @Bean
  BodyFilter bodies(DoorSettings settings) {
    return new BodyFilter(Math.toIntExact(settings.maxBody().toBytes()), settings.bodyWithin());
  }

  @Bean
  IdempotencyKeyFilter idempotencyKey(DoorSettings settings) {
    return new IdempotencyKeyFilter(settings.valueMoving());
  }
}
