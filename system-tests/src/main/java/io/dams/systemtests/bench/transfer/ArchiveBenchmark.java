package io.dams.systemtests.bench.transfer;

import io.dams.sandbox.Installation;
import io.dams.systemtests.bench.BenchReport;
import io.dams.systemtests.bench.Benchmark;
import io.dams.systemtests.bench.load.Figures;
import io.dams.systemtests.bench.load.FleetBench;
import io.dams.systemtests.bench.load.NumberOptions;
import io.dams.systemtests.fleet.OwnFleet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code ./fleet bench archive}. */
public final class ArchiveBenchmark implements Benchmark {

  private static final int PORT_OFFSET = 8_000;

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
    var options =
        NumberOptions.of(arguments, Map.of("--orders", 20_000, "--rate", 40, "--seconds", 15));
    Map<String, String> settings = new HashMap<>(OwnFleet.NO_LIMITS);
    settings.putAll(ArchiveUnderLoad.SETTINGS);
    return new FleetBench(name(), PORT_OFFSET, OwnFleet.BESIDE_TRANSFERS, settings)
        .run(fleet.root(), (up, figures) -> measure(up, options, figures));
  }

  private static void measure(Installation fleet, NumberOptions options, Figures figures)
      throws Exception {
    ArchiveUnderLoad.Result result =
        new ArchiveUnderLoad(fleet)
            .run(
                options.get("--orders"),
                options.get("--rate"),
                Duration.ofSeconds(options.get("--seconds")));
    figures.put("archived", result.archived());
    figures.put("left", result.left());
    figures.put("archivedPerSecond", result.archivedPerSecond());
    figures.put("before", result.before());
    figures.put("during", result.during());
    figures.put("sentAgain", result.sentAgain());
    figures.put("foundInTheArchive", result.found());
  }
}
