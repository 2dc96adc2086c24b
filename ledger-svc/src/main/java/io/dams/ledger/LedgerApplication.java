package io.dams.ledger;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts ledger-svc. */
@SpringBootApplication
public class LedgerApplication {

  /** Runs until the process is told to end. */
  public static void main(String[] args) {
    SpringApplication.run(LedgerApplication.class, args);
  }
}
