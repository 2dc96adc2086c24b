package io.dams.platform.upkeep;

import java.time.Duration;
import java.util.function.IntUnaryOperator;

/**
 * A chore. A bean; done again and again, the first time soon after the start.
 *
 * @param name for threads and log lines
 * @param every how long it rests in between
 * @param work may throw: that is logged, and tried again after the rest
 */
public record Upkeep(String name, Duration every, Runnable work) {

  private static final int BATCH = 1_000;

  /**
   * Deletes in batches, so that no transaction grows long.
   *
   * @param delete takes the size of a batch and returns how many rows it deleted
   */
  public static Upkeep pruning(String name, Duration every, IntUnaryOperator delete) {
    return new Upkeep(
        name,
        every,
        () -> {
          int deleted;
          do {
            deleted = delete.applyAsInt(BATCH);
          } while (deleted == BATCH && !Thread.currentThread().isInterrupted());
        });
  }
}
