package io.dams.platform.upkeep;

import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Starts the chores that there are. */
@AutoConfiguration
public class UpkeepConfiguration {

  /** The worker of all chores. */
  @Bean
  UpkeepWorker upkeepWorker(List<Upkeep> chores) {
    return new UpkeepWorker(chores);
  }
}
