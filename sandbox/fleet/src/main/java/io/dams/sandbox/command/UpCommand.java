package io.dams.sandbox.command;

import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.FleetProcess.State;
import io.dams.sandbox.Installation;
import io.dams.sandbox.supervisor.SupervisorProcess;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Brings the whole fleet up, runs the demo story and leaves the fleet running. */
public final class UpCommand implements FleetCommand {

  @Override
  public String name() {
    return "up";
  }

  @Override
  public String summary() {
    return "Build if needed, start everything, run the demo story; stays up in the background";
  }

  @Override
  public String help() {
    return """
    usage: ./fleet up [--without NAME[,NAME...]] [--no-demo]

    Builds what is older than its sources, starts MariaDB, Kafka, Redis, S3, an EVM node, the
    simulated merchants and the nine services, waits until each answers, runs the demo story and
    prints the addresses. Everything stays up in the background until ./fleet down. When the
    fleet is up already, what does not run is started.

      --without NAME   leave a process out, such as anvil (which needs npm) or s3
      --no-demo        do not run the demo story

    Exit code 0: everything is ready and the story ended well. 1: not. 2: wrong use, or a port
    is taken, the disk is full, npm is missing: the message says what to do.
    """;
  }

  @Override
  public int run(Installation fleet, List<String> arguments) throws Exception {
    var options = UpOptions.parse(arguments);
    var supervisor = fleet.supervisor();
    var first = !Files.exists(fleet.data());
    boolean ready;
    if (supervisor.process().isPresent()) {
      System.out.println("The fleet is up already.");
      ready = supervisor.follow(line -> {}) & startMissing(fleet);
    } else {
      new Preconditions(fleet).check(options.without());
      ready = SupervisorProcess.launch(fleet, options.without()).follow(System.out::println);
    }
    if (!ready) {
      System.out.println("\nNot everything is ready. See ./fleet status and ./fleet logs NAME;");
      System.out.println("then ./fleet up again, or ./fleet down.");
      return 1;
    }
    var demo = options.demo() ? demo() : Optional.<FleetCommand>empty();
    var code = demo.isPresent() ? demo.get().run(fleet, first ? List.of("--first") : List.of()) : 0;
    Addresses.print(fleet, System.out);
    return code;
  }

  private static Optional<FleetCommand> demo() {
    return ServiceLoader.load(FleetCommand.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(command -> command.name().equals("demo"))
        .findAny();
  }

  /** Starts what ended or never got ready; what was left out on purpose stays out. */
  private static boolean startMissing(Installation fleet) {
    var all = true;
    for (var process : fleet.supervisor().processes()) {
      if (process.state() == State.FAILED || process.state() == State.STOPPED) {
        try {
          fleet.supervisor().start(process.name());
          System.out.printf("%-12s ready%n", process.name());
        } catch (IllegalStateException failure) {
          System.out.printf("%-12s FAILED: %s%n", process.name(), failure.getMessage());
          all = false;
        }
      }
    }
    return all;
  }
}
