package io.dams.transfer.archive;

import io.dams.platform.upkeep.Upkeep;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ArchiveConfiguration {

  @Bean
  Upkeep transferArchive(Archive archive, ArchiveProperties properties, Clock clock) {
    return new Upkeep(
        "transfer-archive", properties.every(), () -> sweep(archive, properties, clock));
  }

  private static void sweep(Archive archive, ArchiveProperties properties, Clock clock) {
    Instant before = clock.instant().atZone(ZoneOffset.UTC).minus(properties.after()).toInstant();
    int moved;
    do {
      moved = archive.moveBatch(before, properties.batch());
    } while (moved == properties.batch() && !Thread.currentThread().isInterrupted());
  }
}
