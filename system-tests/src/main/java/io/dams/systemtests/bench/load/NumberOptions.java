package io.dams.systemtests.bench.load;

import io.dams.sandbox.CommandException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Options of a benchmark: each is a name, and a number above 0. */
public final class NumberOptions {

  private final Map<String, Integer> values;

  private NumberOptions(Map<String, Integer> values) {
    this.values = values;
  }

  /**
   * What was given, and for the rest what is usual. Throws {@link CommandException} for anything
   * else.
   *
   * @param usual all options there are
   */
  public static NumberOptions of(List<String> arguments, Map<String, Integer> usual) {
    Map<String, Integer> values = new HashMap<>(usual);
    for (int i = 0; i < arguments.size(); i += 2) {
      try {
        int value = Integer.parseInt(i + 1 < arguments.size() ? arguments.get(i + 1) : "");
        if (value < 1 || values.replace(arguments.get(i), value) == null) {
          throw new CommandException("what is " + arguments.get(i) + " " + value + "?");
        }
      } catch (NumberFormatException e) {
        throw new CommandException(arguments.get(i) + " needs a number");
      }
    }
    return new NumberOptions(values);
  }

  /** The value of an option. */
  public int get(String name) {
    return Objects.requireNonNull(values.get(name), name);
  }
}
