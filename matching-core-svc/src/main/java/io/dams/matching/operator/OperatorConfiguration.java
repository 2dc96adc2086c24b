package io.dams.matching.operator;

import io.dams.matching.log.CoreRecordMapper;
import io.dams.matching.log.KafkaSettings;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The way of operators' commands into the log. */
@Configuration(proxyBeanMethods = false)
class OperatorConfiguration {

  @Bean
  CommandAppendClient commandAppendClient(
      KafkaSettings settings, CoreRecordMapper mapper, Clock clock, RandomGenerator random) {
    return new CommandAppendClient(settings, mapper, clock, random);
  }
}
