package io.dams.platform.info;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.RestController;

/** Gives every service {@code GET /v1/service-info}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(RestController.class)
public class ServiceInfoConfiguration {

  @Bean
  ServiceInfoController serviceInfoController(
      @Value("${spring.application.name}") String service,
      @Value("${spring.application.version:dev}") String version) {
    return new ServiceInfoController(new ServiceInfo(service, version));
  }
}
