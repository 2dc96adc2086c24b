package io.dams.systemtests.chaos;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.Wait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * Kills services as the schedule says, one after the other, and starts each again, or makes one
 * stand still for a while. The load waits for a killer that a slow start holds up, so that every
 * kill falls into it.
 */
final class Killer {

  /** The section of a report that counts them. */
  static final String KILLS = "kills (SIGKILL)";

  /** The section that counts what stood still. */
  static final String PAUSES = "pauses (SIGSTOP)";

  private static final Duration LOOK = Duration.ofMillis(100);

  /** So many steps may begin after the moment of a kill that is still to come. */
  private static final int AHEAD = 25;

  private final Installation fleet;
  private final Tally tally;
  private final Map<String, Lock> locks = new ConcurrentHashMap<>();
  private final Set<Kill> toCome = ConcurrentHashMap.newKeySet();
  private volatile boolean over;

  /**
   * @param kills all that are to be
   */
  Killer(Installation fleet, Tally tally, List<Kill> kills) {
    this.fleet = fleet;
    this.tally = tally;
    toCome.addAll(kills);
  }

  /** Returns when the step may begin. */
  void await(int step) {
    while (!over && toCome.stream().anyMatch(kill -> step > kill.afterSteps() + AHEAD)) {
      Wait.pause(LOOK);
    }
  }

  /** Returns when all of these have been killed and run again, or after {@link #end}. */
  void run(List<Kill> kills, IntSupplier placed) {
    for (Kill kill : kills) {
      while (!over && placed.getAsInt() < kill.afterSteps()) {
        Wait.pause(LOOK);
      }
      if (over) {
        return;
      }
      kill(kill);
    }
  }

  /** No further kill, and nobody waits for one. */
  void end() {
    over = true;
  }

  /** One at a time of a service; others may be down meanwhile. */
  private void kill(Kill kill) {
    Lock lock = locks.computeIfAbsent(kill.service(), _ -> new ReentrantLock());
    lock.lock();
    try {
      switch (kill.signal()) {
        case KILL -> killAndStart(kill);
        case STOP -> pauseAndResume(kill);
      }
    } catch (RuntimeException e) {
      tally.problem(kill.service() + " got " + kill.signal() + ", did not come back: " + e);
    } finally {
      toCome.remove(kill);
      lock.unlock();
    }
  }

  private void killAndStart(Kill kill) {
    long since = System.nanoTime();
    fleet.supervisor().kill(kill.service());
    toCome.remove(kill);
    tally.count(KILLS, kill.service());
    Wait.pause(kill.down());
    fleet.supervisor().start(kill.service());
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    System.out.printf(
        "  %s killed after %d steps, ready again after %d s%n",
        kill.service(), kill.afterSteps(), seconds);
  }

  private void pauseAndResume(Kill kill) {
    fleet.supervisor().pause(kill.service());
    try {
      toCome.remove(kill);
      tally.count(PAUSES, kill.service());
      Wait.pause(kill.down());
    } finally {
      fleet.supervisor().resume(kill.service());
    }
    System.out.printf(
        "  %s stood still after %d steps, for %d s%n",
        kill.service(), kill.afterSteps(), kill.down().toSeconds());
  }
}
