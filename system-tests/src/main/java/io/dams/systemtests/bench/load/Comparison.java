package io.dams.systemtests.bench.load;

import io.dams.sandbox.Installation;
import io.dams.systemtests.audit.AuditCommand;
import io.dams.systemtests.audit.AuditReport;
import io.dams.systemtests.bench.load.Latencies.Measured;
import java.time.Duration;

/**
 * A fleet against its baseline, one after the other on the same servers: both as fast as they go,
 * then both at half the fleet's rate, for the latencies. The fleet is audited before the baseline
 * begins.
 *
 * @param orders as fast as they go, at most
 * @param atOnce that are not over at the same time
 * @param seconds for each of the four parts, at most
 */
public record Comparison(int orders, int atOnce, int seconds) {

  private static final Duration REST = Duration.ofSeconds(60);
  private static final int PERCENT = 100;

  /** Of {@code --orders}, {@code --at-once} and {@code --seconds}. */
  public static Comparison of(NumberOptions options) {
    return new Comparison(
        options.get("--orders"), options.get("--at-once"), options.get("--seconds"));
  }

  /** No order of a part begins later. */
  public Duration part() {
    return Duration.ofSeconds(seconds);
  }

  /**
   * Measures, and puts down what it finds.
   *
   * @param load warm
   * @param work what one of its orders costs
   */
  public void run(Installation fleet, Load load, WorkOfAnOrder work, Figures figures)
      throws Exception {
    figures.put("atOnce", atOnce);
    figures.put("workOfAnOrder", work);
    figures.say("as fast as they go");
    Measured ours = load.run(orders, atOnce, 0, part());
    figures.put("ours", ours);
    int half = Math.max(1, Math.toIntExact(ours.ordersPerSecond() / 2));
    figures.put("halfLoadPerSecond", half);
    Measured oursAtHalf = load.run(half * seconds, atOnce, half, part());
    figures.put("oursAtHalfLoad", oursAtHalf);
    AuditReport audit = AuditCommand.audit(fleet, REST);
    figures.put("auditHolds", audit.holds() && audit.atRest());
    figures.say("the baseline");
    Measured base = Baseline.run(fleet, work, orders, atOnce, 0, part());
    figures.put("baseline", base);
    figures.put("percentOfBaseline", percent(ours.ordersPerSecond(), base.ordersPerSecond()));
    Measured baseAtHalf = Baseline.run(fleet, work, half * seconds, atOnce, half, part());
    figures.put("baselineAtHalfLoad", baseAtHalf);
    figures.put("p99PercentOfBaseline", percent(oursAtHalf.p99Millis(), baseAtHalf.p99Millis()));
  }

  private static long percent(long ours, long baseline) {
    return ours * PERCENT / Math.max(1, baseline);
  }
}
