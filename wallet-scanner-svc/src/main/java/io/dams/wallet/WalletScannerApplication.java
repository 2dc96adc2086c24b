package io.dams.wallet;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication(proxyBeanMethods = false)
public class WalletScannerApplication {

  /** Runs until it is terminated. */
  public static void main(String[] args) {
    SpringApplication.run(WalletScannerApplication.class, args);
  }
}
