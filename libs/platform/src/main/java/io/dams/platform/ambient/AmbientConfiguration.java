package io.dams.platform.ambient;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock (UTC) and the source of randomness, replaceable in tests. */
@AutoConfiguration
public class AmbientConfiguration {

  /**
   * The system's clock in UTC. It ticks in microseconds, as the databases keep times: what is
   * answered from memory and what is read again later are the same.
   */
  @Bean
  @ConditionalOnMissingBean
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.of(1, ChronoUnit.MICROS));
  }

  /** A cryptographically strong generator, safe for use by several threads. */
  @Bean
  @ConditionalOnMissingBean(RandomGenerator.class)
  SecureRandom random() {
    return new SecureRandom();
  }
}
