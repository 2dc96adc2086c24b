package io.dams.gateway.ambient;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AmbientConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
