package io.dams.platform.ambient;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock (UTC) and the source of randomness, replaceable in tests. */
@AutoConfiguration
public class AmbientConfiguration {

  /** The system's clock in UTC. */
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.systemUTC();
  }

  /** A cryptographically strong generator, safe for use by several threads. */
  @Bean
  @ConditionalOnMissingBean(RandomGenerator.class)
  SecureRandom random() {
    return new SecureRandom();
  }
}
