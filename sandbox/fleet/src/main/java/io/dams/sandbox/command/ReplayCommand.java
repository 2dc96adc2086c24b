package io.dams.sandbox.command;

import io.dams.sandbox.CommandException;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.process.JavaCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Replays the core's log beside the running core, and compares. */
public final class ReplayCommand implements FleetCommand {

  private static final String LAUNCHER =
      "org.springframework.boot.loader.launch.PropertiesLauncher";
  private static final String MAIN = "io.dams.matching.replay.ReplayApplication";

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String summary() {
    return "Rebuild the core's events and state from its log, and compare with what was recorded";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet replay [--shard N] [--day YYYY-MM-DD]

    Applies the command log of a shard (0 by default) from its beginning to an empty engine, to the
    end of the day (UTC, by log time) or of what is committed. Compares each event with the stream,
    byte for byte, and the state with each hash that was recorded with a snapshot; prints the state
    hash before and after the day. Reads only; the core may run meanwhile.

    Exit code 0 when all was equal, 1 when not, 2 when nothing was compared: called wrongly, or Kafka
    has no such shard or does not answer.
    """;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    var shard = "0";
    var day = new ArrayList<String>();
    for (var at = arguments.iterator(); at.hasNext(); ) {
      var word = at.next();
      if (!at.hasNext()) {
        throw new CommandException(word + " needs a value, or is not known; see --help");
      }
      switch (word) {
        case "--shard" -> shard = at.next();
        case "--day" -> day.add(at.next());
        default -> throw new CommandException("what is " + word + "? See --help");
      }
    }
    var jar = fleet.root().resolve(Service.MATCHING.module()).resolve("target");
    var settings = Files.createTempFile("replay", ".properties");
    try {
      Files.writeString(settings, "bootstrap.servers=" + fleet.kafkaBootstrap() + "\n");
      var command = command(jar.resolve(Service.MATCHING.module() + ".jar"));
      command.add(shard);
      command.add(settings.toString());
      command.addAll(day);
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } finally {
      Files.delete(settings);
    }
  }

  private static List<String> command(Path jar) {
    var flags = List.of("-Dloader.main=" + MAIN, "-Dlogback.configurationFile=logback-replay.xml");
    return JavaCommand.of(flags, jar.toString(), LAUNCHER);
  }
}
