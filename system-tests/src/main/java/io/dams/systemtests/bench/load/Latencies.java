package io.dams.systemtests.bench.load;

import org.HdrHistogram.ConcurrentHistogram;

/** Milliseconds that orders took. Safe for several threads. */
public final class Latencies {

  private static final long MOST_MILLIS = 10 * 60 * 1_000;
  private static final double P50 = 50;
  private static final double P99 = 99;

  private final ConcurrentHistogram millis = new ConcurrentHistogram(MOST_MILLIS, 3);

  /** One that took so many milliseconds. */
  public void add(long took) {
    millis.recordValue(Math.clamp(took, 0, MOST_MILLIS));
  }

  /** What they were, at so many a second. */
  public Measured measured(long ordersPerSecond, long unfinished) {
    return new Measured(
        millis.getTotalCount(),
        unfinished,
        ordersPerSecond,
        millis.getValueAtPercentile(P50),
        millis.getValueAtPercentile(P99),
        millis.getMaxValue());
  }

  /**
   * What a run gave.
   *
   * @param orders that came to their end
   * @param unfinished those that had not when the time was up
   */
  public record Measured(
      long orders,
      long unfinished,
      long ordersPerSecond,
      long p50Millis,
      long p99Millis,
      long maxMillis) {}
}
