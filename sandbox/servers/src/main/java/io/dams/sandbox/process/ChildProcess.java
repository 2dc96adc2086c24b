package io.dams.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running child of this process. It ends with us, however we end. Safe for several threads. */
public final class ChildProcess {

  private static final Duration POLL = Duration.ofMillis(100);

  private final ProcessPlan plan;
  private final Process process;

  private ChildProcess(ProcessPlan plan, Process process) {
    this.plan = plan;
    this.process = process;
  }

  /** Starts the plan; it need not be ready yet: see {@link #awaitReady}. */
  public static ChildProcess start(ProcessPlan plan) {
    try {
      Files.createDirectories(plan.directory());
      Files.createDirectories(plan.log().toAbsolutePath().getParent());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    var builder = new ProcessBuilder(plan.command());
    builder.directory(plan.directory().toFile());
    builder.environment().putAll(plan.environment());
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
    return new ChildProcess(plan, Leash.start(builder));
  }

  /** What people call it. */
  public String name() {
    return plan.name();
  }

  /** Its process id: that of the program itself, not of a wrapper. */
  public long pid() {
    return process.pid();
  }

  /** Whether it still runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** A sign that a server can be used: true, or not yet (an exception is a "not yet", too). */
  @FunctionalInterface
  public interface Probe {
    /** Looks once, with a short timeout of its own. */
    boolean ready() throws Exception;
  }

  /**
   * Returns when the probe says ready. Fails with the end of the log when the process ends before,
   * or with the probe's last exception when the time is over (the process is then killed).
   */
  public void awaitReady(Duration bound, Probe probe) {
    var deadlineNanos = System.nanoTime() + bound.toNanos();
    Exception last = null;
    while (System.nanoTime() < deadlineNanos) {
      if (!alive()) {
        throw new ProcessFailedException(
            "%s ended with exit code %d; the end of %s:%n%s"
                .formatted(name(), process.exitValue(), plan.log(), logTail()));
      }
      try {
        if (probe.ready()) {
          return;
        }
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      } catch (Exception notYet) {
        last = notYet;
      }
      pause();
    }
    kill();
    throw new ProcessFailedException(
        "%s was not ready within %d s; the end of %s:%n%s"
            .formatted(name(), bound.toSeconds(), plan.log(), logTail()),
        last);
  }

  /** Between two looks: a probe that looked without a pause would take the CPU of the start. */
  private void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProcessFailedException("interrupted while waiting for " + name(), interrupted);
    }
  }

  /** Waits for it to end by itself and returns its exit code; kills it when the time is over. */
  public int awaitEnd(Duration bound) {
    try {
      if (process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
        return process.exitValue();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    kill();
    throw new ProcessFailedException(
        "%s did not end within %d s; see %s".formatted(name(), bound.toSeconds(), plan.log()));
  }

  /** Asks it to end (SIGTERM), waits, and kills it if it has not ended in its time. */
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(plan.stopWithin().toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
      }
    } catch (InterruptedException interrupted) {
      kill();
      Thread.currentThread().interrupt();
    }
  }

  /** SIGKILL, then waits until it is gone. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  private String logTail() {
    return LogTail.of(plan.log(), 20);
  }
}
