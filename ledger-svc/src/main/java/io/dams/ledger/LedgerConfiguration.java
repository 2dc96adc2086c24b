package io.dams.ledger;

import io.dams.ledger.hold.HoldExpiryWorker;
import io.dams.ledger.trial.TrialBalanceWorker;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

/** Switches the ledger's own workers on. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@EnableConfigurationProperties(LedgerProperties.class)
class LedgerConfiguration {

  @Bean
  SchedulingConfigurer ledgerWorkers(
      LedgerProperties properties, HoldExpiryWorker holds, TrialBalanceWorker trialBalances) {
    return tasks -> {
      tasks.addFixedDelayTask(holds::sweep, properties.holdExpiryInterval());
      tasks.addFixedDelayTask(trialBalances::take, properties.trialBalanceInterval());
    };
  }
}
