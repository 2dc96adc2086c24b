package io.dams.sandbox.servers;

import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.LogTail;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder through which test JVMs and the keeper of their servers agree: who needs the servers
 * ({@link SetOwners}), where they are ({@link SetAddress}), and a lock that orders joining,
 * starting and ending.
 *
 * @param root of the Maven reactor
 */
record SharedSet(Path root) {

  private static final Duration START_WITHIN = Duration.ofMinutes(8);
  private static final long POLL_MILLIS = 50;

  /** The set of the reactor that contains this directory. */
  static SharedSet around(Path directory) {
    var start = directory.toAbsolutePath();
    for (var at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return new SharedSet(at);
      }
    }
    return new SharedSet(start);
  }

  Path folder() {
    return root.resolve("target/shared-servers");
  }

  /** Binaries are unpacked once, where {@code mvn clean} does not remove them. */
  ServerSoftware software() {
    return new ServerSoftware(root.resolve(".fleet/software"));
  }

  Path keeperLog() {
    return folder().resolve("keeper.log");
  }

  /** Says that this process needs the servers, and starts them if they do not run. */
  SharedServers join(ProcessIdentity owner) {
    try {
      Files.createDirectories(folder());
      try (var channel = openLock();
          var lock = channel.lock()) {
        new SetOwners(folder()).add(owner);
        return running(lock).orElseGet(this::start);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  FileChannel openLock() throws IOException {
    return FileChannel.open(
        folder().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  private Optional<SharedServers> running(FileLock held) throws IOException {
    if (!held.isValid()) {
      throw new IOException("the lock of %s was lost".formatted(folder()));
    }
    return SetAddress.read(folder()).filter(SetAddress::keeperLives).map(SetAddress::servers);
  }

  private SharedServers start() {
    try {
      Files.deleteIfExists(SetAddress.file(folder()));
      var command = JavaCommand.of(List.of("-Xmx64m"), keeperClassPath(), Keeper.class.getName());
      command.add(root.toString());
      // In a session of its own: it ends with its owners, not with the terminal or this JVM.
      command.addFirst("setsid");
      var builder = new ProcessBuilder(command);
      builder.redirectErrorStream(true).redirectOutput(keeperLog().toFile());
      return awaitAddress(builder.start());
    } catch (IOException failure) {
      throw new UncheckedIOException("the keeper of the test servers did not start", failure);
    }
  }

  /** Only what it needs: a service's test class path would bring logging set-ups and more. */
  private static String keeperClassPath() {
    return Stream.of(
            "io/dams/sandbox/servers/Keeper.class",
            "io/dams/sandbox/kafka/class-path.txt",
            ServerSoftware.MARIADB_RESOURCE,
            ServerSoftware.REDIS_BINARY,
            "org/mariadb/jdbc/Driver.class",
            "org/apache/kafka/clients/admin/Admin.class",
            "org/slf4j/Logger.class")
        .map(resource -> ClassPathRoot.of(resource).toString())
        .collect(Collectors.joining(":"));
  }

  private SharedServers awaitAddress(Process keeper) throws IOException {
    var deadlineNanos = System.nanoTime() + START_WITHIN.toNanos();
    while (System.nanoTime() < deadlineNanos && keeper.isAlive()) {
      var address = SetAddress.read(folder());
      if (address.isPresent()) {
        return address.get().servers();
      }
      pause();
    }
    keeper.destroy();
    throw new ProcessFailedException(
        "the test servers did not start; the end of %s:%n%s"
            .formatted(keeperLog(), LogTail.of(keeperLog(), 40)));
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProcessFailedException("interrupted while the test servers started", interrupted);
    }
  }
}
