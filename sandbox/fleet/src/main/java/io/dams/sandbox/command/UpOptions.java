package io.dams.sandbox.command;

import io.dams.sandbox.CommandException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Options of {@code up}.
 *
 * @param without names of processes that are not started
 */
record UpOptions(Set<String> without, boolean demo) {

  static UpOptions parse(List<String> arguments) {
    var without = new TreeSet<String>();
    var demo = true;
    for (var at = arguments.iterator(); at.hasNext(); ) {
      var word = at.next();
      if (word.equals("--no-demo")) {
        demo = false;
      } else if (word.equals("--without") && at.hasNext()) {
        without.addAll(List.of(at.next().split(",", -1)));
      } else {
        throw new CommandException("cannot understand '%s'; see ./fleet up --help".formatted(word));
      }
    }
    return new UpOptions(without, demo);
  }
}
