package io.dams.transfer.backlog;

import io.dams.platform.upkeep.Upkeep;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class BacklogConfiguration {

  @Bean
  TransferMetrics transferMetrics(BacklogMapper mapper, MeterRegistry registry) {
    return new TransferMetrics(mapper, registry);
  }

  @Bean
  Upkeep transferBacklog(TransferMetrics metrics) {
    return new Upkeep("transfer-backlog", Duration.ofSeconds(10), metrics::read);
  }
}
