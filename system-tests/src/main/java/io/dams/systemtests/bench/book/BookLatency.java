package io.dams.systemtests.bench.book;

import org.HdrHistogram.Histogram;

/**
 * How long a message takes at a fixed rate, from the moment when it was due: what waits behind a
 * slow one is counted with its waiting time. Arguments: book, swing, orders, seed, and messages a
 * second.
 */
final class BookLatency {

  private static final int WARM_UPS = 4;
  private static final long MOST_NANOS = 60_000_000_000L;

  private BookLatency() {}

  public static void main(String[] arguments) {
    BookKind kind = BookKind.valueOf(arguments[0]);
    int orders = Integer.parseInt(arguments[2]);
    OrderFlow flow =
        new OrderFlow(Integer.parseInt(arguments[1]), orders, Long.parseLong(arguments[3]));
    long rate = Long.parseLong(arguments[4]);
    for (int i = 0; i < WARM_UPS; i++) {
      play(kind.open(orders), flow, 1_000_000_000L);
    }
    Histogram nanos = play(kind.open(orders), flow, rate);
    System.out.printf(
        "%d %d %d %d %d%n",
        nanos.getValueAtPercentile(50),
        nanos.getValueAtPercentile(99),
        nanos.getValueAtPercentile(99.9),
        nanos.getValueAtPercentile(99.99),
        nanos.getMaxValue());
  }

  private static Histogram play(BookUnderTest book, OrderFlow flow, long rate) {
    Histogram nanos = new Histogram(MOST_NANOS, 3);
    ChecksumTape tape = new ChecksumTape();
    long start = System.nanoTime();
    for (int message = 0; message < flow.size(); message++) {
      long due = start + message * 1_000_000_000L / rate;
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      book.apply(flow, message, tape);
      nanos.recordValue(System.nanoTime() - due);
    }
    if (tape.checksum() == 0) {
      throw new IllegalStateException("no reports");
    }
    return nanos;
  }
}
