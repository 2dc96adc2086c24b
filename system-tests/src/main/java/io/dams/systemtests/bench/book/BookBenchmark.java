package io.dams.systemtests.bench.book;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.Installation;
import io.dams.systemtests.bench.BenchReport;
import io.dams.systemtests.bench.Benchmark;
import io.dams.systemtests.bench.ForkedJvm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** {@code ./fleet bench book}. */
public final class BookBenchmark implements Benchmark {

  private static final List<Integer> SWINGS_PERCENT = List.of(0, 2, 25, 40, 60);
  private static final List<Long> RATES = List.of(500_000L, 1_000_000L, 2_000_000L);
  private static final int LATENCY_SWING_PERCENT = 25;
  private static final int WARM_UPS = 5;
  private static final int MEASUREMENTS = 5;

  /** Median times of one whole flow, the two runs one after the other. */
  record Round(double oursMillis, double theirsMillis, double ratio) {}

  /** All rounds of a regime; its ratio is their median. */
  record Regime(int swingPercent, String flow, double ratio, List<Round> rounds) {}

  /** From the moment when the message was due, in nanoseconds. */
  record Latency(
      BookKind book, long rate, long p50, long p99, long p999, long p9999, long highest) {}

  private record Options(int orders, int rounds, long seed) {

    static Options parse(List<String> arguments) {
      int orders = 1_000_000;
      int rounds = 3;
      long seed = 1;
      var rest = arguments.iterator();
      while (rest.hasNext()) {
        String option = rest.next();
        try {
          String value = rest.hasNext() ? rest.next() : "";
          switch (option) {
            case "--orders" -> orders = Integer.parseInt(value);
            case "--rounds" -> rounds = Integer.parseInt(value);
            case "--seed" -> seed = Long.parseLong(value);
            default -> throw new CommandException("what is '" + option + "'? See --help");
          }
        } catch (NumberFormatException e) {
          throw new CommandException(option + " needs a number");
        }
      }
      return new Options(orders, rounds, seed);
    }
  }

  @Override
  public String name() {
    return "book";
  }

  @Override
  public String summary() {
    return "order book alone against exchange-core 0.5.3's direct book, on the same flow";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet bench book [--orders N] [--rounds N] [--seed N]

    A flow of new, immediate-or-cancel, cancel, move and reduce messages for one symbol, in five
    regimes of volatility (0, 2, 25, 40, 60 % swing of the price). First both books must give equal
    reports for every message and hold equal orders in the end. Then each regime is timed by JMH,
    both books one after the other in JVMs of their own, and the ratio of their times is printed;
    the worst regime counts. Last, the latency at fixed rates, waiting times included.

      --orders N   new orders in a flow (1000000; about twice as many messages)
      --rounds N   pairs of runs for each regime (3, about 4 minutes in all)
      --seed N     of the flow (1)
    """;
  }

  @Override
  public BenchReport run(Installation fleet, List<String> arguments) throws Exception {
    Options options = Options.parse(arguments);
    Map<Integer, String> flows = new LinkedHashMap<>();
    for (int swing : SWINGS_PERCENT) {
      tell("equality, swing %d %%".formatted(swing));
      List<Object> flow = List.of(swing, options.orders(), options.seed());
      flows.put(swing, ForkedJvm.run(Equality.class, flow).getLast());
    }
    Map<Integer, List<Round>> rounds = new LinkedHashMap<>();
    for (int round = 1; round <= options.rounds(); round++) {
      for (int swing : SWINGS_PERCENT) {
        tell("round %d of %d, swing %d %%".formatted(round, options.rounds(), swing));
        rounds.computeIfAbsent(swing, it -> new ArrayList<>()).add(round(options, swing));
      }
    }
    List<Regime> regimes =
        SWINGS_PERCENT.stream()
            .map(it -> regime(it, flows.getOrDefault(it, ""), rounds.getOrDefault(it, List.of())))
            .toList();
    return report(options, regimes, latencies(options));
  }

  private static Round round(Options options, int swing) throws RunnerException {
    double ours = millis(options, swing, BookKind.DAMS);
    double theirs = millis(options, swing, BookKind.EXCHANGE_CORE);
    return new Round(ours, theirs, theirs / ours);
  }

  private static double millis(Options options, int swing, BookKind kind) throws RunnerException {
    var run =
        new OptionsBuilder()
            .include(BookThroughput.class.getName())
            .param("kind", kind.name())
            .param("swingPercent", Integer.toString(swing))
            .param("orders", Integer.toString(options.orders()))
            .param("seed", Long.toString(options.seed()))
            .forks(1)
            .warmupIterations(WARM_UPS)
            .measurementIterations(MEASUREMENTS)
            .jvmArgs(ForkedJvm.FLAGS.toArray(String[]::new))
            .verbosity(VerboseMode.SILENT)
            .shouldFailOnError(true)
            .build();
    var result = new Runner(run).runSingle().getPrimaryResult();
    return result.getStatistics().getPercentile(50) / 1e6;
  }

  private static Regime regime(int swing, String flow, List<Round> rounds) {
    double[] ratios = rounds.stream().mapToDouble(Round::ratio).sorted().toArray();
    double median = (ratios[(ratios.length - 1) / 2] + ratios[ratios.length / 2]) / 2;
    return new Regime(swing, flow, median, rounds);
  }

  private static List<Latency> latencies(Options options) throws IOException, InterruptedException {
    List<Latency> latencies = new ArrayList<>();
    for (long rate : RATES) {
      for (BookKind kind : BookKind.values()) {
        tell("latency of %s at %,d/s".formatted(kind, rate));
        List<Object> arguments =
            List.of(kind, LATENCY_SWING_PERCENT, options.orders(), options.seed(), rate);
        long[] nanos =
            Arrays.stream(ForkedJvm.run(BookLatency.class, arguments).getLast().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
        latencies.add(new Latency(kind, rate, nanos[0], nanos[1], nanos[2], nanos[3], nanos[4]));
      }
    }
    return latencies;
  }

  private static BenchReport report(
      Options options, List<Regime> regimes, List<Latency> latencies) {
    Regime worst = regimes.stream().min(Comparator.comparingDouble(Regime::ratio)).orElseThrow();
    StringBuilder text = new StringBuilder("swing   ours ms   exchange-core ms   ratio   flow\n");
    for (Regime it : regimes) {
      Round typical =
          it.rounds().stream()
              .min(Comparator.comparingDouble(round -> Math.abs(round.ratio() - it.ratio())))
              .orElseThrow();
      text.append(
          "%3d %% %9.1f %18.1f %7.2f   %s%n"
              .formatted(
                  it.swingPercent(),
                  typical.oursMillis(),
                  typical.theirsMillis(),
                  it.ratio(),
                  it.flow()));
    }
    text.append(
        "worst: %.2f times as fast, at %d %% swing%n%n"
            .formatted(worst.ratio(), worst.swingPercent()));
    text.append("latency in ns, at %d %% swing%n".formatted(LATENCY_SWING_PERCENT));
    text.append("rate/s     book               p50      p99    p99.9   p99.99      max\n");
    for (Latency it : latencies) {
      text.append(
          "%,-10d %-13s %8d %8d %8d %8d %8d%n"
              .formatted(
                  it.rate(), it.book(), it.p50(), it.p99(), it.p999(), it.p9999(), it.highest()));
    }
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("orders", options.orders());
    figures.put("seed", options.seed());
    figures.put("worstRatio", worst.ratio());
    figures.put("worstSwingPercent", worst.swingPercent());
    figures.put("regimes", regimes);
    figures.put("latencySwingPercent", LATENCY_SWING_PERCENT);
    figures.put("latencyNanos", latencies);
    return new BenchReport(text.toString(), figures);
  }

  private static void tell(String what) {
    System.err.println(what + " ...");
  }
}
