package io.dams.systemtests.bench.order;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code ./fleet bench order}. */
public final class OrderBenchmark implements Benchmark {

  private static final int PORT_OFFSET = 7_000;
  private static final int COUNTED = 200;
  private static final int MOST_TO_WARM_UP = 100_000;
  private static final int COLD_AT_ONCE = 8;
  private static final Duration REST = Duration.ofSeconds(60);
  private static final Path LOAD = Path.of("/proc/loadavg");

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
    Options options = Options.of(arguments);
    var own = new OwnFleet(fleet.root(), fleet.root().resolve("target/bench/order"), PORT_OFFSET);
    say("starts a fleet");
    try {
      Installation up = own.start(OwnFleet.BESIDE_POINTS, OwnFleet.NO_LIMITS, System.err::println);
      Map<String, Object> figures = new LinkedHashMap<>();
      try {
        measure(up, options, figures);
      } catch (RuntimeException | IOException | SQLException e) {
        figures.put(BenchReport.ENDED_EARLY, e.toString());
      }
      return new BenchReport(text(figures), figures);
    } finally {
      own.end();
    }
  }

  /** Puts down each figure as soon as it is known, so that those stand when a later part fails. */
  private static void measure(Installation fleet, Options options, Map<String, Object> figures)
      throws Exception {
    figures.put("loadAverageBefore", Files.readString(LOAD).strip());
    figures.put("atOnce", options.atOnce());
    WorkOfAnOrder work;
    Measured ours;
    Measured oursAtHalf;
    int half;
    Duration part = Duration.ofSeconds(options.seconds());
    try (var orders = new OrdersUnderTest(fleet)) {
      say("warms up, and counts what an order costs");
      orders.run(COUNTED, COLD_AT_ONCE, 0, part);
      Meter before = Meter.read(fleet);
      Measured counted = orders.run(COUNTED, options.atOnce(), 0, part);
      work = Meter.read(fleet).since(before, Math.toIntExact(Math.max(1, counted.orders())));
      put(figures, "workOfAnOrder", work);
      say("goes on to warm up");
      orders.run(MOST_TO_WARM_UP, options.atOnce(), 0, Duration.ofSeconds(options.warmUp()));
      say("orders as fast as they go");
      ours = orders.run(options.orders(), options.atOnce(), 0, part);
      put(figures, "ours", ours);
      half = Math.max(1, Math.toIntExact(ours.ordersPerSecond() / 2));
      put(figures, "halfLoadPerSecond", half);
      oursAtHalf = orders.run(half * options.seconds(), options.atOnce(), half, part);
      put(figures, "oursAtHalfLoad", oursAtHalf);
    }
    AuditReport audit = AuditCommand.audit(fleet, REST);
    put(figures, "auditHolds", audit.holds() && audit.atRest());
    say("the baseline");
    Measured base = baseline(fleet, work, options.orders(), options, 0);
    put(figures, "baseline", base);
    figures.put(
        "percentOfBaseline", ours.ordersPerSecond() * 100 / Math.max(1, base.ordersPerSecond()));
    Measured baseAtHalf = baseline(fleet, work, half * options.seconds(), options, half);
    put(figures, "baselineAtHalfLoad", baseAtHalf);
    figures.put(
        "p99PercentOfBaseline", oursAtHalf.p99Millis() * 100 / Math.max(1, baseAtHalf.p99Millis()));
    figures.put("loadAverageAfter", Files.readString(LOAD).strip());
  }

  private static void put(Map<String, Object> figures, String name, Object figure) {
    figures.put(name, figure);
    say(name + " " + figure);
  }

  private static Measured baseline(
      Installation fleet, WorkOfAnOrder work, int orders, Options options, int perSecond)
      throws IOException, InterruptedException {
    return Baseline.run(
        fleet, work, orders, options.atOnce(), perSecond, Duration.ofSeconds(options.seconds()));
  }

  private static String text(Map<String, Object> figures) {
    StringBuilder text = new StringBuilder();
    figures.forEach((name, value) -> text.append("%-22s %s%n".formatted(name, value)));
    return text.toString();
  }

  private static void say(String what) {
    System.err.println(what);
  }

  private record Options(int orders, int atOnce, int seconds, int warmUp) {

    static Options of(List<String> arguments) {
      Map<String, Integer> values =
          new LinkedHashMap<>(
              Map.of("--orders", 1_000, "--at-once", 48, "--seconds", 30, "--warm-up", 30));
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
      return new Options(
          values.getOrDefault("--orders", 0),
          values.getOrDefault("--at-once", 0),
          values.getOrDefault("--seconds", 0),
          values.getOrDefault("--warm-up", 0));
    }
  }
}
