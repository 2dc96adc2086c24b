package io.dams.sandbox;

import io.dams.sandbox.process.ProcessIdentity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The fleet's supervisor, as its clients see it. It is asked by lines over a local socket that only
 * its owner can open. Names are those of {@link #processes}.
 */
public final class Supervision {

  private static final int SIGNAL_SECONDS = 30;

  private final Installation fleet;

  Supervision(Installation fleet) {
    this.fleet = fleet;
  }

  /** The file that names the supervisor's process. */
  public static Path identityFile(Installation fleet) {
    return fleet.run().resolve("supervisor.pid");
  }

  /** The socket: relative to the working directory if that is shorter, for it may not be long. */
  public static Path socket(Installation fleet) {
    var absolute = fleet.run().resolve("control.sock");
    var relative = Path.of("").toAbsolutePath().relativize(absolute);
    return relative.toString().length() < absolute.toString().length() ? relative : absolute;
  }

  /** The supervisor's process, if it lives. */
  public Optional<ProcessHandle> process() {
    var file = identityFile(fleet);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return ProcessIdentity.parse(Files.readString(file)).flatMap(ProcessIdentity::handle);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** All processes, whether they run or not. */
  public List<FleetProcess> processes() {
    return ask("list").stream().map(FleetProcess::parse).toList();
  }

  /** One process by its name. */
  public FleetProcess process(String name) {
    return processes().stream()
        .filter(one -> one.name().equals(name))
        .findAny()
        .orElseThrow(() -> new CommandException("there is no process '" + name + "'"));
  }

  /** Starts it and returns when it is ready; nothing happens when it runs. */
  public void start(String name) {
    requireOk(ask("start " + name));
  }

  /** Asks it to end and returns when it has; nothing happens when it does not run. */
  public void stop(String name) {
    requireOk(ask("stop " + name));
  }

  /** SIGKILL; returns when it is gone. It is not started again by itself. */
  public void kill(String name) {
    var process = running(name);
    process.destroyForcibly();
    process.onExit().orTimeout(SIGNAL_SECONDS, TimeUnit.SECONDS).join();
  }

  /** SIGSTOP: it lives, and does nothing. */
  public void pause(String name) {
    signal("STOP", running(name).pid());
  }

  /** SIGCONT after {@link #pause}. */
  public void resume(String name) {
    signal("CONT", running(name).pid());
  }

  /**
   * Passes on what happens while the fleet comes up, from the beginning, until it is up or has
   * failed.
   *
   * @return whether everything is ready
   */
  public boolean follow(Consumer<String> lines) {
    var last = new ArrayList<>(List.of(""));
    exchange(
        "follow",
        line -> {
          last.set(0, line);
          if (!line.startsWith("=")) {
            lines.accept(line);
          }
        });
    return last.getFirst().equals("=ready");
  }

  private ProcessHandle running(String name) {
    return ProcessHandle.of(process(name).pid())
        .filter(ProcessHandle::isAlive)
        .orElseThrow(() -> new CommandException(name + " does not run"));
  }

  private static void signal(String signal, long pid) {
    try {
      var kill = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start();
      if (!kill.waitFor(SIGNAL_SECONDS, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("could not send SIG%s to %d".formatted(signal, pid));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }

  private static void requireOk(List<String> answer) {
    if (!answer.equals(List.of("ok"))) {
      throw new IllegalStateException(String.join("\n", answer));
    }
  }

  private List<String> ask(String request) {
    var answer = new ArrayList<String>();
    exchange(request, answer::add);
    return answer;
  }

  private void exchange(String request, Consumer<String> answer) {
    if (process().isEmpty()) {
      throw new CommandException("the fleet is not up; start it with ./fleet up");
    }
    try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket(fleet)));
      channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
      try (var reader =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))) {
        reader.lines().forEach(answer);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(
          "the supervisor did not answer; see " + fleet.logs().resolve("supervisor.log"), failure);
    }
  }
}
