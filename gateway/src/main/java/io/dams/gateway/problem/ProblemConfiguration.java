package io.dams.gateway.problem;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class ProblemConfiguration {

  @Bean
  ProblemWriter problemWriter(JsonMapper json) {
    return new ProblemWriter(json);
  }

  @Bean
  ProblemHandler problemHandler(ProblemWriter problems) {
    return new ProblemHandler(problems);
  }

  @Bean
  ProblemFilter problemFilter(ProblemWriter problems) {
    return new ProblemFilter(problems);
  }
}
