package io.dams.sandbox;

import java.util.List;

/**
 * A process of the fleet, as its supervisor sees it.
 *
 * @param pid 0 when it does not run
 * @param port where it listens
 * @param note for people: what is wrong, or empty
 */
public record FleetProcess(String name, State state, long pid, int port, String note) {

  /** What the supervisor knows of it. */
  public enum State {
    /** Not to be started: nothing is built, or the user left it out. */
    ABSENT,
    /** Started, but it has not answered yet. */
    STARTING,
    /** It has answered, and the process lives. */
    RUNNING,
    /** Ended because it was asked to. */
    STOPPED,
    /** Ended by itself, was killed, or never got ready. */
    FAILED
  }

  /** One line, tab-separated. */
  public String line() {
    return String.join(
        "\t",
        List.of(name, state.name(), Long.toString(pid), Integer.toString(port), oneLine(note)));
  }

  /** Reads a {@link #line}. */
  public static FleetProcess parse(String line) {
    var fields = line.split("\t", -1);
    return new FleetProcess(
        fields[0],
        State.valueOf(fields[1]),
        Long.parseLong(fields[2]),
        Integer.parseInt(fields[3]),
        fields[4]);
  }

  private static String oneLine(String text) {
    return text.lines().findFirst().orElse("").replace('\t', ' ');
  }
}
