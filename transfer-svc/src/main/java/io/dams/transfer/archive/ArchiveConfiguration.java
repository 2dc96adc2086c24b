package io.dams.transfer.archive;

import io.dams.platform.upkeep.Upkeep;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

  @Bean
  Upkeep transferArchive(ArchiveSweep sweep, ArchiveProperties properties) {
    return new Upkeep("transfer-archive", properties.every(), sweep::run);
  }
}
