package io.dams.sandbox.command;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.sandbox.supervisor.Folders;
import io.dams.sandbox.supervisor.SupervisorProcess;
import java.util.List;

/** Ends everything in order. */
public final class DownCommand implements FleetCommand {

  @Override
  public String name() {
    return "down";
  }

  @Override
  public String summary() {
    return "End everything in order; --wipe also removes the data";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet down [--wipe]

    Ends the services, then the simulators and servers, and returns when all are gone. What has
    not ended after 100 seconds is killed; nothing is lost by that. Data stays for the next up.

      --wipe   also removes all data, secrets, keys and logs; downloaded software stays

    Exit code 0, also when the fleet was not up.
    """;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    var wipe = arguments.contains("--wipe");
    if (arguments.stream().anyMatch(word -> !word.equals("--wipe"))) {
      throw new CommandException("see ./fleet down --help");
    }
    System.out.println("ending services, then servers ...");
    var ended = SupervisorProcess.end(fleet);
    System.out.println(ended ? "the fleet is down" : "the fleet was not up");
    if (wipe) {
      var kept =
          List.of(fleet.data(), fleet.config(), fleet.keyFolder(), fleet.logs(), fleet.run());
      for (var folder : kept) {
        Folders.delete(folder);
      }
      System.out.println("data, secrets and logs are removed");
    }
    return 0;
  }
}
