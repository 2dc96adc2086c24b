package io.dams.backoffice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The backoffice service. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class BackofficeApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(BackofficeApplication.class, args);
  }
}
