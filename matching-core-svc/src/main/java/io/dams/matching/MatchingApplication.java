package io.dams.matching;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The matching core: one engine for each shard, exactly once from command log to event stream. */
@SpringBootApplication
public class MatchingApplication {

  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(MatchingApplication.class, arguments);
  }
}
