package io.dams.sandbox;

import io.dams.sandbox.process.ProcessFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The main class of {@code ./fleet}. */
public final class Fleet {

  private static final int WRONG_USE = 2;
  private static final int FAILED = 1;

  private Fleet() {}

  /** Runs the command that the arguments name, in the repository that is the working directory. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments)));
  }

  static int run(List<String> arguments) {
    var commands = new TreeMap<String, FleetCommand>();
    ServiceLoader.load(FleetCommand.class).forEach(one -> commands.put(one.name(), one));
    var name = arguments.isEmpty() ? "--help" : arguments.getFirst();
    var command = commands.get(name);
    if (command == null) {
      return list(name, commands);
    }
    if (arguments.contains("--help") || arguments.contains("-h")) {
      System.out.println(command.help().strip());
      return 0;
    }
    try {
      var installation = Installation.in(Path.of("").toAbsolutePath());
      return command.run(installation, arguments.subList(1, arguments.size()));
    } catch (CommandException refused) {
      System.err.println("fleet " + name + ": " + refused.getMessage());
      return WRONG_USE;
    } catch (ProcessFailedException failed) {
      System.err.println("fleet " + name + ": " + failed.getMessage());
      return FAILED;
    } catch (Exception failed) {
      System.err.println("fleet " + name + " failed: " + failed);
      failed.printStackTrace();
      return FAILED;
    }
  }

  private static int list(String name, TreeMap<String, FleetCommand> commands) {
    var help = name.equals("--help") || name.equals("-h") || name.equals("help");
    var out = help ? System.out : System.err;
    if (!help) {
      out.println("fleet: there is no command '" + name + "'");
    }
    out.println("usage: ./fleet COMMAND [--help]");
    commands.values().forEach(one -> out.printf("  %-8s %s%n", one.name(), one.summary()));
    out.printf("  %-8s %s%n", "test", "Run the whole test suite (mvn verify) and sum it up");
    return help ? 0 : WRONG_USE;
  }
}
