package io.dams.settlement;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication(proxyBeanMethods = false)
public class Web3SettlementApplication {

  /** Runs until it is terminated. */
  public static void main(String[] args) {
    SpringApplication.run(Web3SettlementApplication.class, args);
  }
}
