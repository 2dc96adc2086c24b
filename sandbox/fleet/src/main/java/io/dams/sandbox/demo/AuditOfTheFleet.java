package io.dams.sandbox.demo;

import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import java.util.List;
import java.util.ServiceLoader;

/** {@code ./fleet audit} at the end of a scene, when the class path has that command. */
final class AuditOfTheFleet {

  private AuditOfTheFleet() {}

  /** Whether every invariant holds, once all is at rest. */
  static boolean holds(Installation fleet) throws Exception {
    var audit =
        ServiceLoader.load(FleetCommand.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(command -> command.name().equals("audit"))
            .findAny();
    return audit.isEmpty() || audit.get().run(fleet, List.of("--wait", "60", "--short")) == 0;
  }
}
