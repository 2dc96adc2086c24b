package io.dams.systemtests.bench.transfer;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.Installation;
import io.dams.systemtests.audit.AuditCommand;
import io.dams.systemtests.audit.AuditReport;
import io.dams.systemtests.bench.BenchReport;
import io.dams.systemtests.bench.Benchmark;
import io.dams.systemtests.bench.load.Baseline;
import io.dams.systemtests.bench.load.Latencies.Measured;
import io.dams.systemtests.bench.load.Meter;
import io.dams.systemtests.bench.load.WorkOfAnOrder;
import io.dams.systemtests.fleet.OwnFleet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./fleet bench transfer}. */
public final class TransferBenchmark implements Benchmark {

  private static final int PORT_OFFSET = 8_000;
  private static final int COUNTED = 500;
  private static final Duration REST = Duration.ofSeconds(60);
  private static final Path LOAD = Path.of("/proc/loadavg");

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

    --orders N    as fast as they go; 3,000
    --at-once N   transfers that are not over at the same time, for both; 64
    --seconds N   at half the rate; 30
    """;
  }

  @Override
  public BenchReport run(Installation fleet, List<String> arguments) throws Exception {
    Map<String, Integer> options = options(arguments);
    var own =
        new OwnFleet(fleet.root(), fleet.root().resolve("target/bench/transfer"), PORT_OFFSET);
    say("starts a fleet");
    try {
      Installation up =
          own.start(OwnFleet.BESIDE_TRANSFERS, OwnFleet.NO_LIMITS, System.err::println);
      Map<String, Object> figures = measure(up, options);
      StringBuilder text = new StringBuilder();
      figures.forEach((name, value) -> text.append("%-22s %s%n".formatted(name, value)));
      return new BenchReport(text.toString(), figures);
    } finally {
      own.end();
    }
  }

  private static Map<String, Object> measure(Installation fleet, Map<String, Integer> options)
      throws Exception {
    int orders = options.getOrDefault("--orders", 0);
    int atOnce = options.getOrDefault("--at-once", 0);
    int seconds = options.getOrDefault("--seconds", 0);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("loadAverageBefore", Files.readString(LOAD).strip());
    WorkOfAnOrder work;
    Measured ours;
    Measured oursAtHalf;
    int half;
    long sentAgain;
    try (var transfers = new TransfersUnderTest(fleet)) {
      say("warms up, and counts what a transfer costs");
      transfers.run(orders, atOnce, 0);
      Meter before = Meter.read(fleet);
      transfers.run(COUNTED, atOnce, 0);
      work = Meter.read(fleet).since(before, COUNTED);
      say(work + "; as fast as they go");
      ours = transfers.run(orders, atOnce, 0);
      half = Math.max(1, Math.toIntExact(ours.ordersPerSecond() / 2));
      say(ours + "; now at " + half + " a second");
      oursAtHalf = transfers.run(half * seconds, atOnce, half);
      say(oursAtHalf.toString());
      sentAgain = transfers.sentAgain();
    }
    figures.put("sentAgain", sentAgain);
    AuditReport audit = AuditCommand.audit(fleet, REST);
    say("the baseline");
    Duration within = Duration.ofSeconds(2L * seconds);
    Measured base = Baseline.run(fleet, work, orders, atOnce, 0, within);
    Measured baseAtHalf = Baseline.run(fleet, work, half * seconds, atOnce, half, within);
    figures.put("workOfATransfer", work);
    figures.put("atOnce", atOnce);
    figures.put("ours", ours);
    figures.put("baseline", base);
    figures.put("percentOfBaseline", ours.ordersPerSecond() * 100 / base.ordersPerSecond());
    figures.put("halfLoadPerSecond", half);
    figures.put("oursAtHalfLoad", oursAtHalf);
    figures.put("baselineAtHalfLoad", baseAtHalf);
    figures.put("auditHolds", audit.holds() && audit.atRest());
    figures.put("loadAverageAfter", Files.readString(LOAD).strip());
    return figures;
  }

  private static Map<String, Integer> options(List<String> arguments) {
    Map<String, Integer> values =
        new LinkedHashMap<>(Map.of("--orders", 3_000, "--at-once", 64, "--seconds", 30));
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

  private static void say(String what) {
    System.err.println(what);
  }
}
