package io.dams.sandbox.command;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Shows the log of one process. */
public final class LogsCommand implements FleetCommand {

  @Override
  public String name() {
    return "logs";
  }

  @Override
  public String summary() {
    return "The log of one process, such as ledger or kafka; -f follows it";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet logs NAME [-f] [-n LINES]

    Prints the last lines (200 by default) of a process's log; -f goes on until Ctrl-C.
    NAME is one that ./fleet status shows, or supervisor. The files are in .fleet/logs.

    Exit code 0, or 2 when there is no such log.
    """;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    var command = new ArrayList<>(List.of("tail", "-n", "200"));
    var name = "";
    for (var at = arguments.iterator(); at.hasNext(); ) {
      var word = at.next();
      switch (word) {
        case "-f" -> command.add("-F");
        case "-n" -> command.set(2, at.hasNext() ? at.next() : "200");
        default -> name = word;
      }
    }
    var known = Service.named(name).map(Service::shortName).orElse(name);
    var log = fleet.logs().resolve(known + ".log");
    if (name.isEmpty() || !Files.exists(log)) {
      throw new CommandException("which log? There are: " + present(fleet));
    }
    command.add(log.toString());
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }

  private static String present(Installation fleet) throws IOException {
    if (!Files.isDirectory(fleet.logs())) {
      return "none yet; the fleet was never up";
    }
    try (var files = Files.list(fleet.logs())) {
      return files
          .map(file -> file.getFileName().toString().replaceFirst("\\.log$", ""))
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }
}
