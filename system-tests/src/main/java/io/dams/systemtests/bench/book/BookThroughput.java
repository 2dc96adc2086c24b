package io.dams.systemtests.bench.book;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The time of one whole flow on a new book. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BookThroughput {

  /** Whose book. */
  @Param({"DAMS", "EXCHANGE_CORE"})
  public BookKind kind = BookKind.DAMS;

  /** How far the middle price goes. */
  @Param({"0", "2", "25", "40", "60"})
  public int swingPercent;

  /** How many new orders. */
  @Param("1000000")
  public int orders;

  /** Of the flow. */
  @Param("1")
  public long seed;

  private OrderFlow flow = new OrderFlow(0, 0, 0);
  private BookUnderTest book = kind.open(0);

  /** Writes the flow. */
  @Setup(Level.Trial)
  public void write() {
    flow = new OrderFlow(swingPercent, orders, seed);
  }

  /** Opens a new book, on a heap without the last one. */
  @Setup(Level.Iteration)
  public void open() {
    book = kind.open(orders);
    System.gc();
  }

  /** Plays the flow; the checksum of all reports. */
  @Benchmark
  public long play() {
    ChecksumTape tape = new ChecksumTape();
    for (int message = 0; message < flow.size(); message++) {
      book.apply(flow, message, tape);
    }
    return tape.checksum();
  }
}
