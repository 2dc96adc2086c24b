package io.dams.transfer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class TransferApplication {

  /** Runs until it is terminated. */
  public static void main(String[] args) {
    SpringApplication.run(TransferApplication.class, args);
  }
}
