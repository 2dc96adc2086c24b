package io.dams.sandbox.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to run and how.
 *
 * @param name what people call it; also in error messages
 * @param environment added to what the child inherits
 * @param directory its working directory
 * @param log gets standard output and error, appended
 * @param stopWithin how long an orderly end may take before it is killed
 */
public record ProcessPlan(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path directory,
    Path log,
    Duration stopWithin) {

  /** Copies the command and the environment. */
  public ProcessPlan {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** A plan with the environment of this process and 20 seconds for its orderly end. */
  public static ProcessPlan of(String name, List<String> command, Path directory, Path log) {
    return new ProcessPlan(name, command, Map.of(), directory, log, Duration.ofSeconds(20));
  }
}
