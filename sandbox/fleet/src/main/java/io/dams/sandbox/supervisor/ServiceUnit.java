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
import java.util.Optional;

/** A service in a process of its own. */
final class ServiceUnit implements Unit {

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

  private static final List<String> NO_FLAGS = List.of();

  private final Installation fleet;
  private final Service service;
  private volatile Optional<AppImage> image = Optional.empty();

  ServiceUnit(Installation fleet, Service service) {
    this.fleet = fleet;
    this.service = service;
  }

  /** What was started last. */
  Optional<AppImage> image() {
    return image;
  }

  @Override
  public String name() {
    return service.shortName();
  }

  @Override
  public int port() {
    return fleet.port(service.port());
  }

  @Override
  public ChildProcess start() {
    if (!Files.exists(AppImage.built(fleet, service))) {
      throw new ProcessFailedException(service.module() + " is not built");
    }
    var current = AppImage.of(fleet, service);
    image = Optional.of(current);
    var settings = new ServiceSettings(fleet).write(service);
    var aot = current.isTrained() ? List.of("-XX:AOTCache=" + current.aotCache()) : NO_FLAGS;
    var process =
        ChildProcess.start(
            new ProcessPlan(
                name(),
                command(current, aot, settings),
                Map.of(),
                fleet.root(),
                log(),
                STOP_WITHIN));
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
