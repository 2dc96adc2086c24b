package io.dams.systemtests.fleet;

import io.dams.sandbox.Installation;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.supervisor.Folders;
import io.dams.sandbox.supervisor.FurtherSettings;
import io.dams.sandbox.supervisor.SupervisorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A fleet with its own home and ports beside any other. It starts with no data, and ends with this
 * process, however that happens.
 *
 * @param root the repository, absolute, whose built services it runs
 * @param home absolute; emptied at the start
 * @param portOffset added to every port
 */
public record OwnFleet(Path root, Path home, int portOffset) {

  /** What nobody needs who only trades points. */
  public static final Set<String> BESIDE_POINTS =
      Set.of("anvil", "s3", "wallet", "settlement", "transfer", "remedy");

  /** What nobody needs who trades points and transfers. */
  public static final Set<String> BESIDE_TRANSFERS =
      Set.of("anvil", "s3", "wallet", "settlement", "remedy");

  /**
   * The gateway's limits are for strangers: here a handful of customers does the work of thousands,
   * from one address, and is not logged out in between.
   */
  public static final Map<String, String> NO_LIMITS =
      Map.of(
          "gateway.dams.gateway.limit.address.requests", "1000000",
          "gateway.dams.gateway.limit.user.requests", "1000000",
          "gateway.dams.gateway.limit.login.requests", "10000",
          "frontoffice.dams.login.access-token-life", "6h");

  /**
   * Starts it; returns when everything is ready, and throws {@link ProcessFailedException} when it
   * does not get so.
   *
   * @param without names of processes that are left out
   * @param settings as {@link FurtherSettings} has them
   */
  public Installation start(
      Set<String> without, Map<String, String> settings, Consumer<String> progress)
      throws IOException, InterruptedException {
    end();
    Folders.delete(home);
    Installation fleet = Installation.at(root, home, portOffset);
    FurtherSettings.write(fleet, settings);
    if (!SupervisorProcess.launchForThisProcess(fleet, without).follow(progress)) {
      throw new ProcessFailedException("not everything is ready; logs are in " + fleet.logs());
    }
    return fleet;
  }

  /** Ends it; nothing happens when it does not run. Its logs stay. */
  public void end() throws IOException {
    SupervisorProcess.end(Installation.at(root, home, portOffset));
  }
}
