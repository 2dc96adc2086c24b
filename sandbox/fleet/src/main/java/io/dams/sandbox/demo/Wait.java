package io.dams.sandbox.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for something to come true, with a bound. */
final class Wait {

  private static final Duration PAUSE = Duration.ofMillis(150);

  private Wait() {}

  /** What it finds; throws {@link IllegalStateException} when the time is over. */
  static <T> T until(String what, Duration bound, Supplier<Optional<T>> probe) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      Optional<T> found = probe.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited " + bound.toSeconds() + " s in vain for " + what);
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
  }
}
