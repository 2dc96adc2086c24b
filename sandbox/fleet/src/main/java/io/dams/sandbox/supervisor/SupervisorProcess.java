package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Supervision;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.LogTail;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Starts and ends the supervisor, with everything that it owns. */
public final class SupervisorProcess {

  private static final Duration ANSWERS_WITHIN = Duration.ofMinutes(2);
  private static final int ORDERLY_SECONDS = 100;
  private static final int KILLED_SECONDS = 10;
  private static final long POLL_MILLIS = 50;

  private SupervisorProcess() {}

  /**
   * Starts a fleet that outlives us and our terminal; {@link Supervision#follow} tells how it goes.
   * Its services are trained for quicker starts when it is up.
   *
   * @param without names of processes that are not started
   */
  public static Supervision launch(Installation fleet, Set<String> without)
      throws IOException, InterruptedException {
    return launch(fleet, without, "");
  }

  /** Starts a fleet that ends when this process does, however that happens. For tests. */
  public static Supervision launchForThisProcess(Installation fleet, Set<String> without)
      throws IOException, InterruptedException {
    return launch(fleet, without, ProcessIdentity.of(ProcessHandle.current()).toString());
  }

  /** Ends everything in order, and kills what does not end in its time. False: nothing ran. */
  public static boolean end(Installation fleet) throws IOException {
    var supervisor = fleet.supervisor().process();
    supervisor.ifPresent(SupervisorProcess::end);
    Files.deleteIfExists(Supervision.identityFile(fleet));
    Files.deleteIfExists(fleet.run().resolve("control.sock"));
    return supervisor.isPresent();
  }

  private static void end(ProcessHandle supervisor) {
    supervisor.destroy();
    try {
      supervisor.onExit().orTimeout(ORDERLY_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException late) {
      System.err.println("not everything has ended in time: the rest is killed");
      supervisor.destroyForcibly();
      supervisor.onExit().orTimeout(KILLED_SECONDS, TimeUnit.SECONDS).join();
    }
  }

  private static Supervision launch(Installation fleet, Set<String> without, String owner)
      throws IOException, InterruptedException {
    Files.createDirectories(fleet.run());
    Files.createDirectories(fleet.logs());
    Files.deleteIfExists(Supervision.identityFile(fleet));
    var command =
        JavaCommand.of(
            List.of("-Xms16m", "-Xmx96m"), ownClassPath(fleet), Supervisor.class.getName());
    command.addFirst("setsid");
    command.add(fleet.home().toString());
    command.add(Integer.toString(fleet.portOffset()));
    command.add(owner);
    command.addAll(without);
    var log = fleet.logs().resolve("supervisor.log");
    var process =
        new ProcessBuilder(command)
            .directory(fleet.root().toFile())
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(log.toFile())
            .start();
    var deadlineNanos = System.nanoTime() + ANSWERS_WITHIN.toNanos();
    while (fleet.supervisor().process().isEmpty()) {
      if (!process.isAlive() || System.nanoTime() > deadlineNanos) {
        process.destroy();
        throw new ProcessFailedException(
            "the supervisor did not start; the end of %s:%n%s".formatted(log, LogTail.of(log, 20)));
      }
      Thread.sleep(POLL_MILLIS);
    }
    return fleet.supervisor();
  }

  /** Our class path, with what the build may write again while the fleet is up copied away. */
  private static String ownClassPath(Installation fleet) throws IOException {
    var copies = fleet.home().resolve("supervisor");
    Folders.delete(copies);
    Files.createDirectories(copies);
    var entries = new ArrayList<String>();
    for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (entry.isEmpty()) {
        continue; // it would stand for the current directory, which is not meant
      }
      var path = Path.of(entry).toAbsolutePath();
      if (path.startsWith(fleet.root())) {
        var copy = copies.resolve(entries.size() + "-" + path.getFileName());
        copyTree(path, copy);
        entries.add(copy.toString());
      } else {
        entries.add(entry);
      }
    }
    return String.join(File.pathSeparator, entries);
  }

  private static void copyTree(Path from, Path to) throws IOException {
    try (var tree = Files.walk(from)) {
      for (var path : tree.toList()) {
        var target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
  }
}
