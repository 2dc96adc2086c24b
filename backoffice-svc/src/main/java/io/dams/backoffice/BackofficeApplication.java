package io.dams.backoffice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The backoffice service. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BackofficeApplication {

  /** Starts the service. */
  public static void main(String[] args) {
    SpringApplication.run(BackofficeApplication.class, args);
  }
}
