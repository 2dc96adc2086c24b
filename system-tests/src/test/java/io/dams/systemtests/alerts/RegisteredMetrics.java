package io.dams.systemtests.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The metrics that the services' code registers, by the names that Prometheus gives them. */
final class RegisteredMetrics {

  /**
   * A builder with all that is set on it, or a short form; the helpers that name shards' and
   * merchants' gauges.
   */
  private static final Pattern BUILDER =
      Pattern.compile(
          "(MultiGauge|Gauge|Counter|Timer)\\.builder\\(\\s*\"(dams\\.[a-z.]+)\"(.*?)\\.register\\(",
          Pattern.DOTALL);

  private static final Pattern SHORT =
      Pattern.compile(
          "\\b(gauge|counter|timer|summary)\\(\\s*(?:[a-z]+,\\s*){0,2}\"(dams\\.[a-z.]+)\"");
  private static final Pattern OF_MERCHANTS =
      Pattern.compile("new OpenPointsGauges\\(\\s*[a-z]+,\\s*\"(dams\\.[a-z.]+)\"");
  private static final Pattern OF_SHARD = Pattern.compile("gauge\\(report, \"([a-z.]+)\"");
  private static final Pattern UNIT = Pattern.compile("baseUnit\\(\"([a-z]+)\"\\)");

  private RegisteredMetrics() {}

  /** Of all modules in a folder and in its {@code libs}; only sources, nothing that is built. */
  static Set<String> under(Path root) throws IOException {
    Set<String> names = new TreeSet<>();
    for (Path folder : new Path[] {root, root.resolve("libs")}) {
      try (Stream<Path> modules = Files.list(folder)) {
        for (Path module : modules.toList()) {
          Path sources = module.resolve("src/main/java");
          if (Files.isDirectory(sources)) {
            read(sources, names);
          }
        }
      }
    }
    return names;
  }

  private static void read(Path sources, Set<String> names) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        String code = Files.readString(file);
        if (code.contains("io.micrometer.core")) {
          addAll(code, names);
        }
      }
    }
  }

  private static void addAll(String code, Set<String> names) {
    BUILDER
        .matcher(code)
        .results()
        .forEach(
            found -> {
              Matcher unit = UNIT.matcher(found.group(3));
              add(names, found.group(1), found.group(2), unit.find() ? unit.group(1) : "");
            });
    SHORT.matcher(code).results().forEach(found -> add(names, found.group(1), found.group(2), ""));
    OF_MERCHANTS
        .matcher(code)
        .results()
        .forEach(
            found -> {
              add(names, "gauge", found.group(1) + ".entries", "");
              add(names, "gauge", found.group(1) + ".units", "");
              add(names, "gauge", found.group(1) + ".age", "seconds");
            });
    OF_SHARD
        .matcher(code)
        .results()
        .forEach(found -> add(names, "gauge", "dams.matching.shard." + found.group(1), ""));
  }

  private static void add(Set<String> names, String type, String name, String unit) {
    String snake = name.replace('.', '_');
    String withUnit = unit.isEmpty() || snake.endsWith(unit) ? snake : snake + "_" + unit;
    switch (type) {
      case "Counter", "counter" -> names.add(withUnit + "_total");
      case "Timer", "timer" -> {
        for (String part : new String[] {"count", "sum", "max", "bucket"}) {
          names.add(snake + "_seconds_" + part);
        }
      }
      default -> names.add(withUnit);
    }
  }
}
