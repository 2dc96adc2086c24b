package io.dams.frontoffice.login;

import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Old rows are deleted. */
@Configuration(proxyBeanMethods = false)
class LoginConfiguration {

  @Bean
  Upkeep loginCodePruning(LoginCodes codes) {
    return Upkeep.pruning("login-codes", Duration.ofMinutes(5), codes::prune);
  }

  @Bean
  Upkeep loginLimitPruning(LoginLimits limits) {
    return Upkeep.pruning("login-limits", Duration.ofMinutes(5), limits::prune);
  }
}
