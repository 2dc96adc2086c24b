package io.dams.frontoffice.progress;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** How a group is written for the stream: as in the answers of the API. */
@Configuration(proxyBeanMethods = false)
class ProgressConfiguration {

  @Bean
  Groups.GroupText groupText(JsonMapper json) {
    return json::writeValueAsString;
  }
}
