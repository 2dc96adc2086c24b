package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A service as it is run: its jar unpacked (a flat class path starts quicker), in a folder named
 * after the jar's size and time. A new build gets a new folder, so that no jar changes under a
 * running JVM and an AOT cache always fits its jars.
 *
 * @param folder holds the thin jar, {@code lib} and, once it was trained, the AOT cache
 */
record AppImage(Service service, Path folder) {

  private static final Duration UNPACK_WITHIN = Duration.ofMinutes(2);

  /** Where Maven puts the service's jar. */
  static Path built(Installation fleet, Service service) {
    return fleet
        .root()
        .resolve(service.module())
        .resolve("target")
        .resolve(service.module() + ".jar");
  }

  /** The image of the jar as it is built now; unpacked if it is new. */
  static AppImage of(Installation fleet, Service service) {
    var jar = built(fleet, service);
    try {
      var version = "%x-%x".formatted(Files.getLastModifiedTime(jar).toMillis(), Files.size(jar));
      var home = fleet.apps().resolve(service.module());
      var image = new AppImage(service, home.resolve(version));
      if (!Files.isDirectory(image.folder())) {
        Folders.delete(home);
        Files.createDirectories(home);
        var half = home.resolve(version + ".half");
        unpack(fleet, service, jar, half);
        Files.move(half, image.folder());
      }
      return image;
    } catch (IOException failure) {
      throw new UncheckedIOException("could not unpack " + jar, failure);
    }
  }

  /** The image that was unpacked last: what runs, whatever was built since. */
  static Optional<AppImage> unpacked(Installation fleet, Service service) {
    var home = fleet.apps().resolve(service.module());
    if (!Files.isDirectory(home)) {
      return Optional.empty();
    }
    try (var versions = Files.list(home)) {
      return versions
          .filter(version -> !version.toString().endsWith(".half"))
          .findAny()
          .map(version -> new AppImage(service, version));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  Path jar() {
    return folder.resolve(service.module() + ".jar");
  }

  Path aotCache() {
    return folder.resolve("app.aot");
  }

  private static void unpack(Installation fleet, Service service, Path jar, Path target) {
    var command =
        List.of(
            JavaCommand.java().toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djarmode=tools",
            "-jar",
            jar.toString(),
            "extract",
            "--destination",
            target.toString());
    var log = fleet.logs().resolve(service.shortName() + ".log");
    var plan = ProcessPlan.of("unpack " + service.module(), command, fleet.root(), log);
    var code = ChildProcess.start(plan).awaitEnd(UNPACK_WITHIN);
    if (code != 0) {
      throw new ProcessFailedException(
          "%s could not be unpacked (exit code %d); see %s".formatted(jar, code, log));
    }
  }
}
