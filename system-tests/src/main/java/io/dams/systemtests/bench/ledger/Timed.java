package io.dams.systemtests.bench.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Does the same on several threads for some time, and tells how much of it a second. */
final class Timed {

  /** One step of one thread: how many journals it wrote. */
  @FunctionalInterface
  interface Step {
    int run() throws Exception;
  }

  private Timed() {}

  /**
   * Journals a second.
   *
   * @param step for a thread's number, its step
   */
  static long perSecond(Duration during, int threads, IntFunction<Step> step) throws Exception {
    long startNanos = System.nanoTime();
    long endNanos = startNanos + during.toNanos();
    List<Callable<Long>> workers = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      Step mine = step.apply(thread);
      workers.add(
          () -> {
            long done = 0;
            while (System.nanoTime() < endNanos) {
              done += mine.run();
            }
            return done;
          });
    }
    long done = 0;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> worker : executor.invokeAll(workers)) {
        done += worker.get();
      }
    }
    return done * 1_000_000_000L / (System.nanoTime() - startNanos);
  }
}
