package io.dams.systemtests.bench.transfer;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.Installation;
import io.dams.systemtests.bench.BenchReport;
import io.dams.systemtests.bench.Benchmark;
import io.dams.systemtests.fleet.OwnFleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./fleet bench archive}. */
public final class ArchiveBenchmark implements Benchmark {

  private static final int PORT_OFFSET = 8_000;
  private static final Path LOAD = Path.of("/proc/loadavg");

  @Override
  public String name() {
    return "archive";
  }

  @Override
  public String summary() {
    return "completed transfers go to the archive while others flow: latencies before and during";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet bench archive [--orders N] [--rate N] [--seconds N]

    On a fleet of its own, with the sandbox's flags for every JVM. A partner moves units in through
    the gateway at a fixed rate; a transfer ends when the ledger has posted it. Meanwhile completed
    orders become six months old, all within a second, and the service moves them to the archive, in
    the batches that it always takes. Latencies of the transfers that began before, and of those
    that began while orders were moved.

    --orders N    old orders; 20,000
    --rate N      transfers a second; 40
    --seconds N   how long they flow before; 15
    """;
  }

  @Override
  public BenchReport run(Installation fleet, List<String> arguments) throws Exception {
    Map<String, Integer> options = options(arguments);
    int orders = options.getOrDefault("--orders", 0);
    int rate = options.getOrDefault("--rate", 0);
    int seconds = options.getOrDefault("--seconds", 0);
    var own = new OwnFleet(fleet.root(), fleet.root().resolve("target/bench/archive"), PORT_OFFSET);
    Map<String, String> settings = new HashMap<>(OwnFleet.NO_LIMITS);
    settings.putAll(ArchiveUnderLoad.SETTINGS);
    Map<String, Object> figures = new LinkedHashMap<>();
    try {
      Installation up = own.start(OwnFleet.BESIDE_TRANSFERS, settings, System.err::println);
      figures.put("loadAverageBefore", Files.readString(LOAD).strip());
      ArchiveUnderLoad.Result result =
          new ArchiveUnderLoad(up).run(orders, rate, Duration.ofSeconds(seconds));
      figures.put("archived", result.archived());
      figures.put("left", result.left());
      figures.put("archivedPerSecond", result.archivedPerSecond());
      figures.put("before", result.before());
      figures.put("during", result.during());
      figures.put("sentAgain", result.sentAgain());
      figures.put("foundInTheArchive", result.found());
      figures.put("loadAverageAfter", Files.readString(LOAD).strip());
    } finally {
      own.end();
    }
    StringBuilder text = new StringBuilder();
    figures.forEach((name, value) -> text.append("%-22s %s%n".formatted(name, value)));
    return new BenchReport(text.toString(), figures);
  }

  private static Map<String, Integer> options(List<String> arguments) {
    Map<String, Integer> values =
        new LinkedHashMap<>(Map.of("--orders", 20_000, "--rate", 40, "--seconds", 15));
    for (int i = 0; i < arguments.size(); i += 2) {
      try {
        int value = Integer.parseInt(i + 1 < arguments.size() ? arguments.get(i + 1) : "");
        if (value < 1 || values.replace(arguments.get(i), value) == null) {
          throw new CommandException("what is " + arguments.get(i) + " " + value + "?");
        }
      } catch (NumberFormatException e) {
        throw new CommandException(arguments.get(i) + " needs a number");
      }
    }
    return values;
  }
}
