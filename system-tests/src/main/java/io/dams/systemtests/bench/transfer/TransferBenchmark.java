package io.dams.systemtests.bench.transfer;

import io.dams.sandbox.Installation;
import io.dams.systemtests.bench.BenchReport;
import io.dams.systemtests.bench.Benchmark;
import io.dams.systemtests.bench.load.Comparison;
import io.dams.systemtests.bench.load.Figures;
import io.dams.systemtests.bench.load.FleetBench;
import io.dams.systemtests.bench.load.Meter;
import io.dams.systemtests.bench.load.NumberOptions;
import io.dams.systemtests.bench.load.WorkOfAnOrder;
import io.dams.systemtests.fleet.OwnFleet;
import java.util.List;
import java.util.Map;

/** {@code ./fleet bench transfer}. */
public final class TransferBenchmark implements Benchmark {

  private static final int PORT_OFFSET = 8_000;
  private static final int COUNTED = 500;

  @Override
  public String name() {
    return "transfer";
  }

  @Override
  public String summary() {
    return "transfers of an internal app to their end, against their commits alone";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet bench transfer [--orders N] [--at-once N] [--seconds N]

    On a fleet of its own, with the sandbox's flags for every JVM. A partner moves units in through
    the gateway, signed; the app has no address, so that nobody is asked; a transfer ends when the
    ledger has posted it. First the durable commits of a transfer are counted, in all services. Then,
    in the same minutes and on the same servers, a program makes just as many of them for each
    transfer, one after the other, without any logic. Both run as fast as they go, and then at half
    the fleet's rate, for the latencies.

    --orders N    as fast as they go, at most; 3,000
    --at-once N   transfers that are not over at the same time, for both; 64
    --seconds N   for each part, at most; 30
    """;
  }

  @Override
  public BenchReport run(Installation fleet, List<String> arguments) throws Exception {
    var options =
        NumberOptions.of(arguments, Map.of("--orders", 3_000, "--at-once", 64, "--seconds", 30));
    return new FleetBench(name(), PORT_OFFSET, OwnFleet.BESIDE_TRANSFERS, OwnFleet.NO_LIMITS)
        .run(fleet.root(), (up, figures) -> measure(up, options, figures));
  }

  private static void measure(Installation fleet, NumberOptions options, Figures figures)
      throws Exception {
    var comparison = Comparison.of(options);
    try (var transfers = new TransfersUnderTest(fleet)) {
      figures.say("warms up, and counts what a transfer costs");
      transfers.run(comparison.orders(), comparison.atOnce(), 0, comparison.part());
      Meter before = Meter.read(fleet);
      long counted = transfers.run(COUNTED, comparison.atOnce(), 0, comparison.part()).orders();
      WorkOfAnOrder work = Meter.read(fleet).since(before, Math.toIntExact(Math.max(1, counted)));
      comparison.run(fleet, transfers, work, figures);
      figures.put("sentAgain", transfers.sentAgain());
    }
  }
}
