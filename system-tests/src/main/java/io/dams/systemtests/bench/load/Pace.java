package io.dams.systemtests.bench.load;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Begins tasks: as many at once as there are places, or at a fixed rate, so that a slow one does
 * not keep the next from beginning.
 */
public final class Pace {

  private Pace() {}

  /**
   * Begins no more when the time is up. Returns when all that began have ended, and says how many;
   * throws what the first that failed has thrown.
   *
   * @param places each task takes one; whoever sees its end gives it back
   * @param perSecond 0 for as fast as there are places
   */
  public static int run(
      int tasks, Semaphore places, int perSecond, Duration within, IntConsumer task)
      throws InterruptedException {
    long begin = System.nanoTime();
    long end = begin + within.toNanos();
    int begun = 0;
    var failure = new AtomicReference<@Nullable RuntimeException>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < tasks && failure.get() == null; i++) {
        long left = end - System.nanoTime();
        if (left <= 0 || !places.tryAcquire(left, TimeUnit.NANOSECONDS)) {
          break;
        }
        begun++;
        if (perSecond > 0) {
          LockSupport.parkNanos(
              begin + TimeUnit.SECONDS.toNanos(i) / perSecond - System.nanoTime());
        }
        int number = i;
        Future<?> _ =
            threads.submit(
                () -> {
                  try {
                    task.accept(number);
                  } catch (RuntimeException e) {
                    failure.compareAndSet(null, e);
                    places.release();
                  }
                });
      }
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
    return begun;
  }
}
