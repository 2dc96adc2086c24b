package io.dams.sandbox.process;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process for sure: ids are used again, an id with its start time is not.
 *
 * @param startMillis since the epoch
 */
public record ProcessIdentity(long pid, long startMillis) {

  /**
   * A start time is computed from the clock's idea of when the machine started; a step of the clock
   * moves it, for whoever looks afterwards. Nobody gets the same id again as quickly as that.
   */
  private static final long CLOCK_STEP_MILLIS = 5_000;

  private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18})@(\\d{1,18})");

  /** The identity of a process. */
  public static ProcessIdentity of(ProcessHandle process) {
    var start = process.info().startInstant().orElse(Instant.EPOCH);
    return new ProcessIdentity(process.pid(), start.toEpochMilli());
  }

  /** Reads what {@link #toString} wrote; empty when it is something else. */
  public static Optional<ProcessIdentity> parse(String text) {
    var match = WRITTEN.matcher(text.strip());
    return match.matches()
        ? Optional.of(
            new ProcessIdentity(Long.parseLong(match.group(1)), Long.parseLong(match.group(2))))
        : Optional.empty();
  }

  /** The process, if it still lives. */
  public Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Math.abs(of(process).startMillis - startMillis) < CLOCK_STEP_MILLIS);
  }

  /** Whether it still lives. */
  public boolean alive() {
    return handle().isPresent();
  }

  @Override
  public String toString() {
    return pid + "@" + startMillis;
  }
}
