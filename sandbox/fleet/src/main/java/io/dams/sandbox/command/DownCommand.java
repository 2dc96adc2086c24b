package io.dams.sandbox.command;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Supervision;
import io.dams.sandbox.supervisor.Folders;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Ends everything in order. */
public final class DownCommand implements FleetCommand {

  private static final int ORDERLY_SECONDS = 100;
  private static final int KILLED_SECONDS = 10;

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
    var supervisor = fleet.supervisor().process();
    if (supervisor.isPresent()) {
      System.out.println("ending services, then servers ...");
      end(supervisor.get());
      System.out.println("the fleet is down");
    } else {
      System.out.println("the fleet was not up");
    }
    Files.deleteIfExists(Supervision.identityFile(fleet));
    Files.deleteIfExists(fleet.root().resolve(Supervision.socket()));
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

  private static void end(ProcessHandle supervisor) {
    supervisor.destroy();
    try {
      supervisor.onExit().orTimeout(ORDERLY_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException late) {
      System.out.println("not everything has ended in time: killing the rest");
      supervisor.destroyForcibly();
      supervisor.onExit().orTimeout(KILLED_SECONDS, TimeUnit.SECONDS).join();
    }
  }
}
