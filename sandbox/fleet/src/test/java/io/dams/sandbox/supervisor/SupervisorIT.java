package io.dams.sandbox.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.FleetProcess;
import io.dams.sandbox.FleetProcess.State;
import io.dams.sandbox.Installation;
import io.dams.sandbox.Service;
import io.dams.sandbox.Supervision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fleet without services: real servers and simulators under a real supervisor. */
class SupervisorIT {

  private static final int PORT_OFFSET = 11_000;
  private static final int GONE_WITHIN_SECONDS = 90;

  private Installation fleet;
  private Supervision supervision;

  @BeforeEach
  void bringUp() throws Exception {
    var root = Path.of("../..").toAbsolutePath().normalize();
    fleet = Installation.at(root, Path.of("target/fleet").toAbsolutePath(), PORT_OFFSET);
    Folders.delete(fleet.home());
    supervision = SupervisorProcess.launchForThisProcess(fleet, leftOut());
    assertThat(supervision.follow(System.out::println)).isTrue();
  }

  @AfterEach
  void takeDown() throws IOException {
    SupervisorProcess.end(fleet);
  }

  @Test
  void servesAnOrderlyLifeAndKeepsDataUntilTheNext() throws Exception {
    var running = running();
    assertThat(running).extracting(FleetProcess::name).contains("mariadb", "kafka", "merchants");
    try (var auditor = fleet.connectAsAuditor();
        var statement = auditor.createStatement();
        var schemas = statement.executeQuery("SHOW DATABASES LIKE 'ledger'")) {
      assertThat(schemas.next()).isTrue();
    }

    supervision.kill("redis");
    assertThat(supervision.process("redis").state()).isEqualTo(State.FAILED);
    supervision.start("redis");
    assertThat(supervision.process("redis").state()).isEqualTo(State.RUNNING);

    supervision.stop("merchants");
    assertThat(supervision.process("merchants").state()).isEqualTo(State.STOPPED);

    var handles = handles(running());
    assertThat(SupervisorProcess.end(fleet)).isTrue();
    assertThat(handles).noneMatch(ProcessHandle::isAlive);
    assertThat(Files.exists(fleet.data().resolve("mariadb"))).isTrue();
    assertThat(SupervisorProcess.end(fleet)).isFalse();
  }

  @Test
  void nothingOutlivesASupervisorThatIsKilled() {
    var handles = handles(running());
    assertThat(handles).isNotEmpty();
    assertThat(supervision.process().orElseThrow().destroyForcibly()).isTrue();
    for (var handle : handles) {
      assertThat(handle.onExit().orTimeout(GONE_WITHIN_SECONDS, TimeUnit.SECONDS))
          .succeedsWithin(Duration.ofSeconds(GONE_WITHIN_SECONDS));
    }
  }

  private static Set<String> leftOut() {
    var names = Arrays.stream(Service.values()).map(Service::shortName).collect(Collectors.toSet());
    names.addAll(List.of("anvil", "s3"));
    return names;
  }

  private List<FleetProcess> running() {
    return supervision.processes().stream()
        .filter(process -> process.state() == State.RUNNING)
        .toList();
  }

  private static List<ProcessHandle> handles(List<FleetProcess> processes) {
    return processes.stream().map(one -> ProcessHandle.of(one.pid()).orElseThrow()).toList();
  }
}
