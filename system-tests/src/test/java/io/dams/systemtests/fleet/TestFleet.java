package io.dams.systemtests.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.FleetCommand;
import io.dams.sandbox.Installation;
import io.dams.sandbox.supervisor.SupervisorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A fleet of the tests' own, with its own home and ports: one that is up is not touched. It starts
 * with no data, and ends with this JVM, however that happens.
 */
final class TestFleet {

  private static final int PORT_OFFSET = 3_000;
  private static final Path ROOT = root();
  private static final Path HOME = ROOT.resolve("system-tests/target/fleet-it");

  private TestFleet() {}

  /** Everything but the EVM node and S3, which no service uses yet. */
  static Installation up() throws IOException, InterruptedException {
    SupervisorProcess.end(Installation.at(ROOT, HOME, PORT_OFFSET));
    deleteHome();
    Installation fleet = Installation.at(ROOT, HOME, PORT_OFFSET);
    boolean ready =
        SupervisorProcess.launchForThisProcess(fleet, Set.of("anvil", "s3"))
            .follow(System.out::println);
    assertThat(ready).as("everything is ready; logs are in %s", fleet.logs()).isTrue();
    return fleet;
  }

  /** The exit code of {@code ./fleet demo}. */
  static int demo(Installation fleet) throws Exception {
    return ServiceLoader.load(FleetCommand.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(command -> command.name().equals("demo"))
        .findAny()
        .orElseThrow()
        .run(fleet, List.of("--first"));
  }

  static void down() throws IOException {
    SupervisorProcess.end(Installation.at(ROOT, HOME, PORT_OFFSET));
  }

  private static void deleteHome() throws IOException {
    if (Files.exists(HOME)) {
      try (Stream<Path> tree = Files.walk(HOME)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve(".mvn"))) {
      at = at.getParent();
    }
    return at;
  }
}
