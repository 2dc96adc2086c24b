package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A service as it is run: its jar unpacked (a flat class path starts quicker), in a folder named
 * after the jar's content. A changed build gets a new folder, so that no jar changes under a
 * running JVM and an AOT cache always fits its jars.
 *
 * @param service whose it is
 * @param folder holds the thin jar, {@code lib} and, once it was trained, the AOT cache
 */
public record AppImage(Service service, Path folder) {

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
  public static AppImage of(Installation fleet, Service service) {
    var jar = built(fleet, service);
    var home = fleet.apps().resolve(service.module());
    try {
      var image = new AppImage(service, home.resolve(checksum(jar)));
      if (!Files.isDirectory(image.folder())) {
        removeUnused(home);
        Files.createDirectories(home);
        var half = Files.createTempDirectory(home, "half");
        unpack(fleet, service, jar, half);
        Files.move(half, image.folder());
      }
      return image;
    } catch (IOException failure) {
      throw new UncheckedIOException("could not unpack " + jar, failure);
    }
  }

  private static String checksum(Path jar) throws IOException {
    var sum = new CRC32C();
    try (var channel = FileChannel.open(jar)) {
      var buffer = ByteBuffer.allocateDirect(1 << 20);
      while (channel.read(buffer.clear()) >= 0) {
        sum.update(buffer.flip());
      }
      return "%x-%08x".formatted(channel.size(), sum.getValue());
    }
  }

  /** Older images, except those that some fleet still runs. */
  private static void removeUnused(Path home) throws IOException {
    if (!Files.isDirectory(home)) {
      return;
    }
    var commands =
        ProcessHandle.allProcesses()
            .map(process -> process.info().commandLine().orElse(""))
            .toList();
    try (var images = Files.list(home)) {
      for (var image : images.toList()) {
        if (commands.stream().noneMatch(command -> command.contains(image.toString()))) {
          Folders.delete(image);
        }
      }
    }
  }

  /** The thin jar; it names what is in {@code lib} as its class path. */
  public Path jar() {
    return folder.resolve(service.module() + ".jar");
  }

  boolean isTrained() {
    return Files.exists(aotCache());
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
