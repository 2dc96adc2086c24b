package io.dams.frontoffice;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Accounts, brands, points, quotes, orders and market data: what clients talk to. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class FrontofficeApplication {

  /** Starts the service. */
  public static void main(String[] arguments) {
    SpringApplication.run(FrontofficeApplication.class, arguments);
  }
}
