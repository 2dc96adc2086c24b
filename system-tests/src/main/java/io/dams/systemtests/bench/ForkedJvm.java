package io.dams.systemtests.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A main class in a JVM of its own, with the flags of a measurement instead of {@code ./fleet}'s.
 */
public final class ForkedJvm {

  /** A heap that is all there from the beginning, and the collector with the cheapest stores. */
  public static final List<String> FLAGS =
      List.of(
          "-Xms2g",
          "-Xmx2g",
          "-XX:+UseParallelGC",
          "-XX:+AlwaysPreTouch",
          "--sun-misc-unsafe-memory-access=allow");

  private ForkedJvm() {}

  /**
   * Runs it to its end; its standard output as lines. Its standard error is shown.
   *
   * @throws IOException when it ends with another code than 0
   */
  public static List<String> run(Class<?> main, List<?> arguments)
      throws IOException, InterruptedException {
    return run(System.getProperty("java.class.path"), main.getName(), arguments);
  }

  /** As above, with a class path of its own. */
  public static List<String> run(String classPath, String main, List<?> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(FLAGS);
    command.addAll(List.of("-cp", classPath, main));
    arguments.forEach(argument -> command.add(argument.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 0) {
        throw new IOException(main + " ended with " + code + ": " + output);
      }
      return output.lines().toList();
    } finally {
      process.destroy();
    }
  }
}
