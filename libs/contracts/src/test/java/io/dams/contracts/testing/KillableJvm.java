package io.dams.contracts.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A main class in a JVM of its own, with the class path of this one, to be killed. */
public final class KillableJvm implements AutoCloseable {

  private static final long BOUND_SECONDS = 180;
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path log;

  private KillableJvm(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it; small, and soon at work.
   *
   * @param log takes what it says; what was in it is gone
   */
  public static KillableJvm start(Path log, Class<?> main, List<String> arguments)
      throws IOException {
    Files.createDirectories(log.toAbsolutePath().getParent());
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new KillableJvm(process, log);
  }

  /** Whether it still runs. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits until it says something of this form: what fits first.
   *
   * @throws IllegalStateException with all that it said, when it ends without it or takes too long
   */
  public MatchResult await(Pattern form) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (true) {
      boolean over = System.nanoTime() > end || process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
      String text = text();
      Matcher matcher = form.matcher(text);
      if (matcher.find()) {
        return matcher.toMatchResult();
      }
      if (over) {
        throw new IllegalStateException("runs " + isAlive() + ", and only said " + text);
      }
    }
  }

  /** SIGKILL; returns when it is dead. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM; returns when it has ended in order. */
  public void terminate() throws InterruptedException {
    process.destroy();
    awaitEnd();
  }

  /** Kills it if it still runs. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void awaitEnd() throws InterruptedException {
    if (!process.waitFor(BOUND_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException(process.pid() + " does not end");
    }
  }

  private String text() {
    try {
      return Files.readString(log, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
