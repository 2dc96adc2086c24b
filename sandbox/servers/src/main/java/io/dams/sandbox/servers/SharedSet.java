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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folder through which test JVMs and the keeper of their servers agree: who needs the servers
 * ({@link SetOwners}), where they are ({@link SetAddress}), and a lock that orders joining,
 * starting and ending. One JVM at a time uses a set, for it deletes what the one before it left; so
 * there are as many sets as modules that Maven tests at the same time.
 *
 * @param root of the Maven reactor
 * @param number 0 and up, of this set among the reactor's
 */
record SharedSet(Path root, int number) {

  private static final Duration START_WITHIN = Duration.ofMinutes(8);
  private static final long POLL_MILLIS = 50;

  /** Of this JVM, held until it ends. */
  private static final Queue<FileLock> USED = new ConcurrentLinkedQueue<>();

  /** The root of the reactor that contains this directory. */
  static Path rootAround(Path directory) {
    var start = directory.toAbsolutePath();
    for (var at = start; at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    return start;
  }

  /** The first set that no other JVM uses; from now on until its end this JVM does. */
  static SharedSet unused(Path root) {
    try {
      for (var number = 0; ; number++) {
        var set = new SharedSet(root, number);
        if (set.use()) {
          return set;
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Binaries are unpacked once, where {@code mvn clean} does not remove them. */
  static ServerSoftware software(Path root) {
    return new ServerSoftware(root.resolve(".fleet/software"));
  }

  Path folder() {
    return root.resolve("target/shared-servers").resolve(Integer.toString(number));
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
    return open("lock");
  }

  private boolean use() throws IOException {
    Files.createDirectories(folder());
    var channel = open("used");
    var lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      return false;
    }
    return USED.add(lock);
  }

  private FileChannel open(String file) throws IOException {
    return FileChannel.open(
        folder().resolve(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
      command.addAll(List.of(root.toString(), Integer.toString(number)));
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
