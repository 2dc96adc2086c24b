package io.dams.sandbox.process;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Starts children that cannot outlive this process. {@code setpriv} sets the parent-death signal,
 * which survives {@code exec}; the shell between them ends at once if we died before it was set.
 *
 * <p>The kernel ties that signal to the <em>thread</em> that forked, so that all children come from
 * one thread that lives as long as this JVM.
 */
final class Leash {

  private static final ExecutorService FORKING_THREAD =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("leash").factory());

  private Leash() {}

  static Process start(ProcessBuilder builder) {
    var command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL", "sh", "-c"));
    command.add("[ \"$PPID\" = \"$0\" ] && exec \"$@\"");
    command.add(Long.toString(ProcessHandle.current().pid()));
    command.addAll(builder.command());
    builder.command(command);
    try {
      return FORKING_THREAD.submit(builder::start).get();
    } catch (ExecutionException failure) {
      throw explained(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new ProcessFailedException("interrupted while starting a process", interrupted);
    }
  }

  private static ProcessFailedException explained(ExecutionException failure) {
    var reason = String.valueOf(failure.getCause());
    return reason.contains("\"setpriv\"")
        ? new ProcessFailedException(
            "setpriv was not found: install util-linux 2.33 or later (the sandbox needs Linux)",
            failure)
        : new ProcessFailedException("a process could not be started: " + reason, failure);
  }
}
