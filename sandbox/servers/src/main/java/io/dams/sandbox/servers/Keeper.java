package io.dams.sandbox.servers;

import io.dams.sandbox.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The process that owns a shared set of servers. It starts them, says where they are, and ends them
 * in order when nobody needs them any more or one of them has ended by itself. If it is killed, the
 * kernel kills the servers.
 */
final class Keeper {

  private static final long LOOK_MILLIS = 500;

  private final SharedSet set;
  private final List<RunningServer> servers;

  private Keeper(SharedSet set, List<RunningServer> servers) {
    this.set = set;
    this.servers = servers;
  }

  /**
   * Arguments: the reactor's root, the set's number. Called by {@link SharedSet}, which holds the
   * set's lock.
   */
  public static void main(String[] arguments) throws Exception {
    var set = new SharedSet(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
    var keeper = start(set);
    Runtime.getRuntime().addShutdownHook(new Thread(keeper::stopAll, "stop"));
    keeper.keep();
  }

  private static Keeper start(SharedSet set) throws Exception {
    var software = SharedSet.software(set.root());
    var data = set.folder().resolve("data");
    var logs = set.folder();
    delete(data);
    Files.createDirectories(data);
    try (var starters = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      Future<MariaDb> mariaDb =
          starters.submit(
              () ->
                  MariaDb.start(
                      software,
                      new MariaDb.Settings(
                          data.resolve("mariadb"),
                          logs.resolve("mariadb.log"),
                          FreePorts.next(),
                          UUID.randomUUID().toString(),
                          false)));
      Future<Kafka> kafka =
          starters.submit(
              () ->
                  Kafka.start(
                      new Kafka.Settings(
                          data.resolve("kafka"),
                          logs.resolve("kafka.log"),
                          FreePorts.next(),
                          FreePorts.next())));
      var redis =
          Redis.start(software, data.resolve("redis"), logs.resolve("redis.log"), FreePorts.next());
      var shared =
          new SharedServers(
              mariaDb.get().address(), kafka.get().bootstrap(), "127.0.0.1", redis.port());
      new SetAddress(ProcessIdentity.of(ProcessHandle.current()), shared).write(set.folder());
      return new Keeper(set, List.of(kafka.get(), mariaDb.get(), redis));
    }
  }

  /** Returns (holding the lock until this process has ended) when there is nothing to keep. */
  private void keep() throws IOException, InterruptedException {
    var owners = new SetOwners(set.folder());
    while (true) {
      while (owners.anyAlive() && allAlive()) {
        Thread.sleep(LOOK_MILLIS);
      }
      var channel = set.openLock();
      var lock = channel.lock();
      if (!lock.isValid() || !owners.anyAlive() || !allAlive()) {
        Files.deleteIfExists(SetAddress.file(set.folder()));
        System.exit(0);
      }
      channel.close();
    }
  }

  private boolean allAlive() {
    return servers.stream().allMatch(server -> server.process().alive());
  }

  private void stopAll() {
    servers.parallelStream().forEach(RunningServer::stop);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, java.io.IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
