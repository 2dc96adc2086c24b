package io.dams.systemtests.chaos;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/** Kills services as the schedule says, one after the other, and starts each again. */
final class Killer {

  private static final Duration LOOK = Duration.ofMillis(100);

  private final Installation fleet;
  private final Tally tally;
  private final Map<String, Lock> locks = new ConcurrentHashMap<>();
  private volatile boolean over;

  Killer(Installation fleet, Tally tally) {
    this.fleet = fleet;
    this.tally = tally;
  }

  /** Returns when all have been killed and run again, or after {@link #end}. */
  void run(List<Kill> schedule, IntSupplier placed) {
    for (Kill kill : schedule) {
      while (!over && placed.getAsInt() < kill.afterSteps()) {
        Wait.pause(LOOK);
      }
      if (over) {
        return;
      }
      kill(kill);
    }
  }

  /** No further kill. */
  void end() {
    over = true;
  }

  /** One at a time of a service; others may be down meanwhile. */
  private void kill(Kill kill) {
    Lock lock = locks.computeIfAbsent(kill.service(), _ -> new ReentrantLock());
    lock.lock();
    try {
      long since = System.nanoTime();
      fleet.supervisor().kill(kill.service());
      tally.count("kills (SIGKILL)", kill.service());
      Wait.pause(kill.down());
      fleet.supervisor().start(kill.service());
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
      System.out.printf(
          "  %s killed after %d steps, ready again after %d s%n",
          kill.service(), kill.afterSteps(), seconds);
    } catch (RuntimeException e) {
      tally.problem(kill.service() + " was killed and did not come back: " + e);
    } finally {
      lock.unlock();
    }
  }
}
