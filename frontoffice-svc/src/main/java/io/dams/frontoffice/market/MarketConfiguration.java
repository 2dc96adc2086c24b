package io.dams.frontoffice.market;

import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Old rows are deleted. */
@Configuration(proxyBeanMethods = false)
class MarketConfiguration {

  @Bean
  Upkeep marketTradePruning(Markets markets) {
    return Upkeep.pruning("market-trades", Duration.ofMinutes(5), markets::prune);
  }
}
