package io.dams.systemtests.bench.order;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code ./fleet bench order}. */
public final class OrderBenchmark implements Benchmark {

  private static final int PORT_OFFSET = 7_000;
  private static final int COUNTED = 200;
  private static final int MOST_TO_WARM_UP = 100_000;
  private static final int COLD_AT_ONCE = 8;

  @Override
  public String name() {
    return "order";
  }

  @Override
  public String summary() {
    return "whole orders, accepted to settled, against their commits, sends and calls alone";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet bench order [--orders N] [--at-once N] [--seconds N] [--warm-up N]

    On a fleet of its own, with the sandbox's flags for every JVM. Customers swap a lot of SKY for a
    lot of BEAN through the gateway, fill-or-kill, against a market maker; an order ends when both
    merchants have confirmed all of it. First the durable commits, Kafka records and merchant calls
    of an order are counted. Then, in the same minutes and on the same servers, a program makes just
    as many of them for each order, one after the other, without any logic. Both run as fast as they
    go, and then at half the fleet's rate, for the latencies.

    Nothing goes on for ever: each part begins no order after its time, and what it has then is what
    was measured. Orders that are not over half a minute later are counted as unfinished.

    --orders N    as fast as they go, at most; 1,000
    --at-once N   orders that are not over at the same time, for both; 48
    --seconds N   for each part, at most; 30
    --warm-up N   seconds before the first part that is measured; 30
    """;
  }

  @Override
  public BenchReport run(Installation fleet, List<String> arguments) throws Exception {
    var options =
        NumberOptions.of(
            arguments,
            Map.of("--orders", 1_000, "--at-once", 48, "--seconds", 30, "--warm-up", 30));
    return new FleetBench(name(), PORT_OFFSET, OwnFleet.BESIDE_POINTS, OwnFleet.NO_LIMITS)
        .run(fleet.root(), (up, figures) -> measure(up, options, figures));
  }

  private static void measure(Installation fleet, NumberOptions options, Figures figures)
      throws Exception {
    var comparison = Comparison.of(options);
    Duration part = comparison.part();
    try (var orders = new OrdersUnderTest(fleet)) {
      figures.say("warms up, and counts what an order costs");
      orders.run(COUNTED, COLD_AT_ONCE, 0, part);
      Meter before = Meter.read(fleet);
      long counted = orders.run(COUNTED, comparison.atOnce(), 0, part).orders();
      WorkOfAnOrder work = Meter.read(fleet).since(before, Math.toIntExact(Math.max(1, counted)));
      figures.say("goes on to warm up");
      var warmUp = Duration.ofSeconds(options.get("--warm-up"));
      orders.run(MOST_TO_WARM_UP, comparison.atOnce(), 0, warmUp);
      comparison.run(fleet, orders, work, figures);
    }
  }
}
