package io.dams.frontoffice.quote;

import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Old rows are deleted. */
@Configuration(proxyBeanMethods = false)
class QuoteConfiguration {

  @Bean
  Upkeep quotePruning(Quotes quotes) {
    return Upkeep.pruning("quotes", Duration.ofMinutes(5), quotes::prune);
  }
}
