package io.dams.sandbox.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Command lines for JVMs of the same JDK as this one, with flags for quick starts and few bytes.
 */
public final class JavaCommand {

  /** C1 only and the serial collector: half the CPU of a start. For sandbox and tests. */
  private static final List<String> QUICK = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private JavaCommand() {}

  /** The path of the {@code java} that runs us. */
  public static Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** {@code java} with quick flags, heap flags, class path and main class; add arguments to it. */
  public static List<String> of(List<String> flags, String classPath, String mainClass) {
    var command = new ArrayList<String>();
    command.add(java().toString());
    command.addAll(QUICK);
    command.addAll(flags);
    command.addAll(List.of("-cp", classPath, mainClass));
    return command;
  }
}
