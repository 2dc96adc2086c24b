package io.dams.sandbox.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What happened while the fleet came up; any number of followers read it from the beginning. */
final class Progress {

  private final long startNanos = System.nanoTime();
  private final List<String> lines = new ArrayList<>();
  private boolean over;

  /** A line for people, with the seconds since the beginning. */
  synchronized void say(String what) {
    add("[%5.1f s] %s".formatted((System.nanoTime() - startNanos) / 1e9, what));
  }

  /** The last line: followers go away. */
  synchronized void end(boolean ready) {
    over = true;
    add(ready ? "=ready" : "=failed");
  }

  private void add(String line) {
    lines.add(line);
    System.out.println(line);
    notifyAll();
  }

  /** Passes all lines on, waits for more, and returns after the last. */
  void follow(Consumer<String> follower) throws InterruptedException {
    var next = 0;
    while (true) {
      List<String> fresh;
      synchronized (this) {
        while (next == lines.size() && !over) {
          wait();
        }
        fresh = List.copyOf(lines.subList(next, lines.size()));
        if (fresh.isEmpty()) {
          return;
        }
      }
      fresh.forEach(follower);
      next += fresh.size();
    }
  }
}
