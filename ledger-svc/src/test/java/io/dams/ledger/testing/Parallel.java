package io.dams.ledger.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Runs the same thing many times at the same moment. Who waits too long for a connection asks
 * again, as callers do; every other failure, a deadlock too, is the test's.
 */
public final class Parallel {

  private static final int BOUND_SECONDS = 180;
  private static final int MAX_TRIES = 20;

  private Parallel() {}

  /** The results by number; a thread's exception is thrown. */
  public static <T> List<T> run(int threads, IntFunction<T> action) throws Exception {
    var start = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  return withConnection(action, number);
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(BOUND_SECONDS, TimeUnit.SECONDS));
      }
      return results;
    }
  }

  private static <T> T withConnection(IntFunction<T> action, int number) {
    for (int tries = 1; ; tries++) {
      try {
        return action.apply(number);
      } catch (CannotCreateTransactionException e) {
        if (tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }
}
