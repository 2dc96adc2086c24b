package io.dams.sandbox.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for something to come true, with a bound. */
public final class Wait {

  private static final Duration PAUSE = Duration.ofMillis(150);

  private Wait() {}

  /** What it finds; throws {@link IllegalStateException} when the time is over. */
  public static <T> T until(String what, Duration bound, Supplier<Optional<T>> probe) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      Optional<T> found = probe.get();
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException("waited " + bound.toSeconds() + " s in vain for " + what);
      }
      pause(PAUSE);
    }
  }

  /** Lets some time go by, as a client does between two requests. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
