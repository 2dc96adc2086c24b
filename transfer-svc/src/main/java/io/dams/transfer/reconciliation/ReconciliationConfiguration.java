package io.dams.transfer.reconciliation;

import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReconciliationConfiguration {

  @Bean
  Upkeep transferReconciliation(Reconciliations reconciliations) {
    return new Upkeep(
        "transfer-reconciliation", Duration.ofMinutes(10), reconciliations::oweLastDays);
  }
}
