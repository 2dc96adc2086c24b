package io.dams.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Class paths of servers that run in JVMs of their own. Each such module packs a {@code
 * class-path.txt} beside its main class, written by its build: the jars stay in the local Maven
 * repository and out of everybody else's class path.
 */
final class ChildClassPath {

  private ChildClassPath() {}

  /** The module's own classes, then the jars that its build named. */
  static String of(String mainClass) {
    var folder = mainClass.substring(0, mainClass.lastIndexOf('.') + 1).replace('.', '/');
    var resource = folder + "class-path.txt";
    try (var stream = ClassPathRoot.url(resource).openStream()) {
      var jars = new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
      requireAll(jars);
      return ClassPathRoot.of(resource) + ":" + jars;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void requireAll(String jars) {
    for (var jar : jars.split(":", -1)) {
      if (!Files.exists(Path.of(jar))) {
        throw new IllegalStateException(jar + " is gone: build again with Maven");
      }
    }
  }
}
