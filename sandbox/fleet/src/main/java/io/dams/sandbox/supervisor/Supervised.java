package io.dams.sandbox.supervisor;

import io.dams.sandbox.FleetProcess;
import io.dams.sandbox.FleetProcess.State;
import io.dams.sandbox.process.ChildProcess;
import org.jspecify.annotations.Nullable;

/**
 * A unit with what became of it. Starting and stopping wait for each other; looking waits for
 * nobody.
 */
final class Supervised {

  private final Unit unit;
  private volatile State state = State.STOPPED;
  private volatile String note = "";
  private volatile @Nullable ChildProcess process;

  Supervised(Unit unit) {
    this.unit = unit;
  }

  String name() {
    return unit.name();
  }

  /** It will not be started until somebody asks for it by name. */
  void leaveOut(String reason) {
    state = State.ABSENT;
    note = reason;
  }

  boolean leftOut() {
    return state == State.ABSENT;
  }

  /** Returns when it is ready; nothing happens when it runs. Remembers the reason of a failure. */
  synchronized void start() {
    if (look().state() == State.RUNNING) {
      return;
    }
    state = State.STARTING;
    note = "";
    try {
      process = unit.start();
      state = State.RUNNING;
    } catch (RuntimeException failure) {
      state = State.FAILED;
      note = String.valueOf(failure.getMessage());
      throw failure;
    }
  }

  /** Returns when it has ended; nothing happens when it does not run. */
  synchronized void stop() {
    var running = process;
    if (running != null) {
      running.stop();
      process = null;
      state = State.STOPPED;
    }
  }

  FleetProcess look() {
    var child = process;
    var alive = child != null && child.alive();
    if (state == State.RUNNING && !alive) {
      return new FleetProcess(
          name(), State.FAILED, 0, unit.port(), "ended by itself or was killed");
    }
    return new FleetProcess(
        name(), state, child != null && alive ? child.pid() : 0, unit.port(), note);
  }
}
