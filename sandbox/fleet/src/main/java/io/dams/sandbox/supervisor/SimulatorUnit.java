package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Merchant;
import io.dams.sandbox.Ports;
import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.ProcessPlan;
import io.dams.sandbox.secret.PrivateFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The merchants, the SMS provider, the push services and the partner app, in one process. */
record SimulatorUnit(Installation fleet) implements Unit {

  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final String MAIN = "io.dams.sandbox.merchant.Simulators";

  @Override
  public String name() {
    return "merchants";
  }

  @Override
  public int port() {
    return fleet.port(Merchant.SKY.port());
  }

  @Override
  public ChildProcess start() {
    var flags = List.of("-Xms16m", "-Xmx96m");
    var command = JavaCommand.of(flags, System.getProperty("java.class.path"), MAIN);
    var data = fleet.data().resolve("merchants");
    command.addAll(List.of("--data", data.toString(), "--secrets", secrets().toString()));
    command.addAll(List.of("--sms", Integer.toString(fleet.port(Ports.SMS))));
    command.addAll(List.of("--partner", Integer.toString(fleet.port(Ports.PARTNER))));
    command.addAll(List.of("--transfers", fleet.gateway().resolve("/transfer").toString()));
    command.addAll(List.of("--push", Integer.toString(fleet.port(Ports.PUSH))));
    command.addAll(List.of("--push-account", PushAccount.file(fleet).toString()));
    command.addAll(List.of("--apns", Integer.toString(fleet.port(Ports.APNS))));
    command.addAll(List.of("--apns-account", PushAccount.apns(fleet).folder().toString()));
    for (var merchant : Merchant.values()) {
      command.add(merchant + "=" + fleet.port(merchant.port()));
    }
    var process =
        ChildProcess.start(
            ProcessPlan.of(name(), command, data, fleet.logs().resolve("merchants.log")));
    try (var probe = new HttpProbe()) {
      for (var merchant : Merchant.values()) {
        var health = fleet.merchant(merchant.name()).resolve("/sandbox/health");
        process.awaitReady(READY_WITHIN, () -> probe.ok(health));
      }
      for (var other : List.of(fleet.partner(), fleet.push())) {
        var health = other.resolve("/sandbox/health");
        process.awaitReady(READY_WITHIN, () -> probe.ok(health));
      }
    }
    return process;
  }

  private Path secrets() {
    var text = new StringBuilder();
    for (var merchant : Merchant.values()) {
      var credentials = fleet.merchantCredentials(merchant.name());
      text.append("%s.key-id=%s%n".formatted(merchant, credentials.keyId()));
      text.append("%s.secret=%s%n".formatted(merchant, credentials.secret()));
    }
    var file = fleet.config().resolve("merchants.properties");
    PrivateFile.write(file, text.toString());
    return file;
  }
}
