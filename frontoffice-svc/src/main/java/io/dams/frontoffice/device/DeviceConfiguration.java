package io.dams.frontoffice.device;

import io.dams.platform.upkeep.Upkeep;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Devices of ended sessions are deleted. */
@Configuration(proxyBeanMethods = false)
class DeviceConfiguration {

  @Bean
  Upkeep devicePruning(Devices devices) {
    return Upkeep.pruning("push-devices", Duration.ofHours(1), devices::prune);
  }
}
