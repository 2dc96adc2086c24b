package io.dams.frontoffice.stream;

import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Old rows are deleted. */
@Configuration(proxyBeanMethods = false)
class StreamConfiguration {

  @Bean
  Upkeep accountEventPruning(AccountEvents events) {
    return Upkeep.pruning("account-events", Duration.ofMinutes(5), events::prune);
  }
}
