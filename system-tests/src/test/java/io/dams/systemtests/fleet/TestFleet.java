package io.dams.systemtests.fleet;

import io.dams.contracts.testing.Checkout;
import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.systemtests.bench.transfer.ArchiveUnderLoad;
import io.dams.systemtests.chaos.TransferChaosRun;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One fleet for all test classes of this JVM, with its own home and ports: one that is up is not
 * touched. It starts with no data, and ends with this JVM, however that happens.
 */
final class TestFleet {

  private static final int PORT_OFFSET = 3_000;

  private static @Nullable TestFleet shared;

  private final Installation fleet;
  private final int story;

  private TestFleet(Installation fleet, int story) {
    this.fleet = fleet;
    this.story = story;
  }

  /** Everything but the EVM node and S3, which no service uses yet; the demo has been told. */
  static Installation shared() throws Exception {
    return theOne().fleet;
  }

  /** The exit code of {@code ./fleet demo} on the empty fleet. */
  static int story() throws Exception {
    return theOne().story;
  }

  private static synchronized TestFleet theOne() throws Exception {
    @Nullable TestFleet one = shared;
    if (one == null) {
      Path root = Checkout.root();
      var own = new OwnFleet(root, root.resolve("system-tests/target/fleet-it"), PORT_OFFSET);
      Installation fleet = own.start(Set.of("anvil", "s3"), settings(), System.out::println);
      one = new TestFleet(fleet, demo(fleet, "--first"));
      shared = one;
    }
    return one;
  }

  /** The exit code of {@code ./fleet demo} with these words. */
  static int demo(Installation fleet, String... words) throws Exception {
    return ServiceLoader.load(FleetCommand.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(command -> command.name().equals("demo"))
        .findAny()
        .orElseThrow()
        .run(fleet, List.of(words));
  }

  /** Commits outlive every kill of a process here; this machine's power is not part of a test. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>(OwnFleet.NO_LIMITS);
    settings.putAll(TransferChaosRun.SETTINGS);
    settings.putAll(ArchiveUnderLoad.SETTINGS);
    settings.put("mariadb.flush-each-commit", "false");
    settings.put("backoffice.dams.retry.most", "5s");
    return settings;
  }
}
