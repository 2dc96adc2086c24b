package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.secret.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code config/further.properties} of an installation: settings that stand above those which the
 * supervisor writes, each as {@code SERVICE.KEY=VALUE}, such as {@code
 * gateway.dams.gateway.limit.user.requests=1000}. A service gets them at its next start. Of the
 * servers only MariaDB has one: {@code mariadb.flush-each-commit=false}, for tests.
 */
public final class FurtherSettings {

  private FurtherSettings() {}

  /** Writes the file anew. */
  public static void write(Installation fleet, Map<String, String> settings) {
    PrivateFile.write(
        file(fleet),
        new TreeMap<>(settings)
            .entrySet().stream()
                .map(one -> "%s=%s%n".formatted(one.getKey(), one.getValue()))
                .collect(Collectors.joining()));
  }

  /** What the file says of a process, by its name; empty without a file. */
  static Map<String, String> of(Installation fleet, String process) {
    if (!Files.exists(file(fleet))) {
      return Map.of();
    }
    var all = new Properties();
    try (Reader reader = Files.newBufferedReader(file(fleet), StandardCharsets.UTF_8)) {
      all.load(reader);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    var prefix = process + ".";
    var settings = new LinkedHashMap<String, String>();
    for (var name : new TreeMap<>(all).keySet()) {
      var text = name.toString();
      if (text.startsWith(prefix)) {
        settings.put(text.substring(prefix.length()), all.getProperty(text));
      }
    }
    return settings;
  }

  private static Path file(Installation fleet) {
    return fleet.config().resolve("further.properties");
  }
}
