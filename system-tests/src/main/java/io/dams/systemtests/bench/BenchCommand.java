package io.dams.systemtests.bench;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./fleet bench NAME}: runs a benchmark, prints what it measured and keeps it as JSON. */
public final class BenchCommand implements FleetCommand {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  @Override
  public String name() {
    return "bench";
  }

  @Override
  public String summary() {
    return "Measure a part against a baseline: " + String.join(", ", benchmarks().keySet());
  }

  @Override
  public String help() {
    String list =
        benchmarks().values().stream()
            .map(it -> "  %-10s %s%n".formatted(it.name(), it.summary()))
            .collect(Collectors.joining());
    return """
    usage: ./fleet bench NAME [OPTIONS]
           ./fleet bench NAME --help

    %s
    Prints the figures and writes them to target/bench/NAME.json. Let nothing else run meanwhile.

    Exit code 0: measured. 1: in part only. 2: wrong use.
    """
        .formatted(list);
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    Benchmark benchmark = arguments.isEmpty() ? null : benchmarks().get(arguments.getFirst());
    if (benchmark == null) {
      throw new CommandException("which one? " + String.join(", ", benchmarks().keySet()));
    }
    List<String> options = arguments.subList(1, arguments.size());
    if (options.contains("--help")) {
      System.out.println(benchmark.help());
      return 0;
    }
    BenchReport report = benchmark.run(fleet, options);
    System.out.println(report.text());
    Path file = fleet.root().resolve("target/bench").resolve(benchmark.name() + ".json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json(benchmark, report));
    System.out.println("figures: " + file);
    return report.complete() ? 0 : 1;
  }

  private static String json(Benchmark benchmark, BenchReport report) throws Exception {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("benchmark", benchmark.name());
    all.put("machine", machine());
    all.putAll(report.figures());
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }

  private static Map<String, Object> machine() throws Exception {
    Map<String, Object> machine = new LinkedHashMap<>();
    machine.put("processors", Runtime.getRuntime().availableProcessors());
    if (Files.exists(CPU_INFO)) {
      Files.readAllLines(CPU_INFO).stream()
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .ifPresent(line -> machine.put("processor", line.substring(line.indexOf(':') + 2)));
    }
    machine.put("java", Runtime.version().toString());
    machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    return machine;
  }

  private static Map<String, Benchmark> benchmarks() {
    Map<String, Benchmark> byName = new LinkedHashMap<>();
    ServiceLoader.load(Benchmark.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Benchmark::name))
        .forEach(it -> byName.put(it.name(), it));
    return byName;
  }
}
