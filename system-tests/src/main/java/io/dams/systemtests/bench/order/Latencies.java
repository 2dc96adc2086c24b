package io.dams.systemtests.bench.order;

import org.HdrHistogram.ConcurrentHistogram;

/** Milliseconds that orders took. Safe for several threads. */
final class Latencies {

  private static final long MOST_MILLIS = 10 * 60 * 1_000;
  private static final double P50 = 50;
  private static final double P99 = 99;

  private final ConcurrentHistogram millis = new ConcurrentHistogram(MOST_MILLIS, 3);

  void add(long took) {
    millis.recordValue(Math.clamp(took, 0, MOST_MILLIS));
  }

  Measured measured(long ordersPerSecond, long unfinished) {
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
  record Measured(
      long orders,
      long unfinished,
      long ordersPerSecond,
      long p50Millis,
      long p99Millis,
      long maxMillis) {}
}
