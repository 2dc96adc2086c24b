package io.dams.sandbox.command;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Merchant;
import io.dams.sandbox.Ports;
import java.io.PrintStream;

/** Where a person finds the fleet's parts. */
final class Addresses {

  private Addresses() {}

  static void print(Installation fleet, PrintStream out) {
    out.printf("%n%-28s %s%n", "API (gateway)", fleet.gateway());
    out.printf("%-28s %s%n", "API documentation", fleet.gateway().resolve("/docs"));
    for (var merchant : Merchant.values()) {
      out.printf("%-28s %s%n", "merchant " + merchant, fleet.merchant(merchant.name()));
    }
    var code = fleet.sms().resolve("/sms/+8613800000002");
    out.printf("%-28s %s%n", "login codes (SMS simulator)", code);
    out.printf("%-28s %s%n", "pushes (FCM simulator)", fleet.push());
    out.printf("%-28s https://localhost:%d%n", "APNs simulator", fleet.port(Ports.APNS));
    out.printf("%-28s %s%n", "partner app", fleet.partner());
    out.printf("%-28s %s%n", "MariaDB", fleet.mariaDb().jdbcUrl(""));
    out.printf("%-28s %s%n", "Kafka", fleet.kafkaBootstrap());
    out.printf("%-28s 127.0.0.1:%d%n", "Redis", fleet.port(Ports.REDIS));
    out.printf("%-28s http://127.0.0.1:%d%n", "S3", fleet.port(Ports.S3));
    out.printf("%-28s http://127.0.0.1:%d%n", "EVM node", fleet.port(Ports.ANVIL));
    out.printf("%n./fleet status · demo · audit · logs NAME · down%n");
  }
}
