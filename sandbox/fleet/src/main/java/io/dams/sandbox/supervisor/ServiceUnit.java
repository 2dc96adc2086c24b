package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service in a process of its own. */
record ServiceUnit(Installation fleet, Service service) implements Unit {

  private static final Duration READY_WITHIN = Duration.ofMinutes(4);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

  /** Few bytes and quick starts; not the flags of production. */
  private static final List<String> FLAGS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-Xms48m",
          "-Xmn24m",
          "-Xmx256m",
          "-XX:+ExitOnOutOfMemoryError");

  @Override
  public String name() {
    return service.shortName();
  }

  @Override
  public int port() {
    return service.port();
  }

  @Override
  public ChildProcess start() {
    if (!Files.exists(AppImage.built(fleet, service))) {
      throw new ProcessFailedException(service.module() + " is not built");
    }
    var image = AppImage.of(fleet, service);
    var settings = new ServiceSettings(fleet).write(service);
    var aot =
        Files.exists(image.aotCache())
            ? List.of("-XX:AOTCache=" + image.aotCache())
            : List.<String>of();
    var process =
        ChildProcess.start(
            new ProcessPlan(
                name(), command(image, aot, settings), Map.of(), fleet.root(), log(), STOP_WITHIN));
    var readiness = fleet.management(name()).resolve("/actuator/health/readiness");
    try (var probe = new HttpProbe()) {
      process.awaitReady(READY_WITHIN, () -> probe.ok(readiness));
    }
    return process;
  }

  /** The same flags for running and for training: a cache fits no others. */
  static List<String> command(AppImage image, List<String> extra, Path settings) {
    var command = new ArrayList<String>();
    command.add(JavaCommand.java().toString());
    command.addAll(FLAGS);
    command.addAll(extra);
    command.addAll(List.of("-jar", image.jar().toString()));
    command.add("--spring.config.additional-location=file:" + settings);
    return command;
  }

  private Path log() {
    return fleet.logs().resolve(name() + ".log");
  }
}
