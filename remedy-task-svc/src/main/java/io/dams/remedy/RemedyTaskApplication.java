package io.dams.remedy;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication(proxyBeanMethods = false)
public class RemedyTaskApplication {

  /** Runs until it is terminated. */
  public static void main(String[] args) {
    SpringApplication.run(RemedyTaskApplication.class, args);
  }
}
