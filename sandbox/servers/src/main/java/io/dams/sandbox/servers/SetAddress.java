package io.dams.sandbox.servers;

import io.dams.sandbox.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Properties;

/** Where a shared set of servers is, as its keeper wrote it into the set's folder. */
record SetAddress(ProcessIdentity keeper, SharedServers servers) {

  static Path file(Path folder) {
    return folder.resolve("servers.properties");
  }

  boolean keeperLives() {
    return keeper.alive();
  }

  /** Empty when no set runs. The file appears whole or not at all. */
  static Optional<SetAddress> read(Path folder) throws IOException {
    if (!Files.exists(file(folder))) {
      return Optional.empty();
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file(folder))) {
      properties.load(reader);
    }
    return ProcessIdentity.parse(properties.getProperty("keeper", ""))
        .map(keeper -> new SetAddress(keeper, servers(properties)));
  }

  /** Replaces the file; only its owner may read it. */
  void write(Path folder) throws IOException {
    var properties = new Properties();
    properties.setProperty("keeper", keeper.toString());
    properties.setProperty("mariadb.port", Integer.toString(servers.mariaDb().port()));
    properties.setProperty("mariadb.password", servers.mariaDb().rootPassword());
    properties.setProperty("kafka.bootstrap", servers.kafkaBootstrap());
    properties.setProperty("redis.port", Integer.toString(servers.redisPort()));
    var mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var half = folder.resolve("servers.half");
    Files.deleteIfExists(half);
    Files.createFile(half, mode);
    try (var writer = Files.newBufferedWriter(half)) {
      properties.store(writer, null);
    }
    Files.move(half, file(folder), StandardCopyOption.ATOMIC_MOVE);
  }

  private static SharedServers servers(Properties properties) {
    return new SharedServers(
        new MariaDbAddress(
            "127.0.0.1",
            Integer.parseInt(properties.getProperty("mariadb.port")),
            "root",
            properties.getProperty("mariadb.password")),
        properties.getProperty("kafka.bootstrap"),
        "127.0.0.1",
        Integer.parseInt(properties.getProperty("redis.port")));
  }
}
