package io.dams.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharedSetIT {

  private static final int GONE_WITHIN_SECONDS = 120;

  private final List<Process> asking = new ArrayList<>();
  private Process build;
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    var target = Files.createDirectories(Path.of("target").toAbsolutePath());
    root = Files.createTempDirectory(target, "set");
    var software = SharedSet.software(SharedSet.rootAround(Path.of(""))).folder();
    Files.createSymbolicLink(
        Files.createDirectories(root.resolve(".fleet")).resolve("software"),
        Files.createDirectories(software));
    build = new ProcessBuilder("sleep", "900").start();
  }

  @AfterEach
  void endAll() throws Exception {
    asking.forEach(Process::destroyForcibly);
    end(build);
    for (var number = 0; number < 2; number++) {
      var address = SetAddress.read(new SharedSet(root, number).folder());
      address.flatMap(set -> set.keeper().handle()).ifPresent(keeper -> awaitGone(List.of(keeper)));
    }
  }

  @Test
  void eachJvmHasASetToItselfAndLeavesItToTheNextUntilTheBuildEnds() throws Exception {
    var first = ask();
    var itsSet = answerOf(first);
    var processes = keeperAndServers(0);
    assertThat(processes).hasSize(4);
    assertThat(answerOf(ask())).isNotEqualTo(itsSet);
    processes.addAll(keeperAndServers(1));

    end(first);
    assertThat(answerOf(ask())).isEqualTo(itsSet);
    assertThat(processes).allMatch(ProcessHandle::isAlive);

    end(build);
    awaitGone(processes);
  }

  @Test
  void theWholeSetEndsWithAServerOrItsKeeperAndWhoAsksNextGetsANewOne() throws Exception {
    var asked = ask();
    var first = answerOf(asked);
    var processes = keeperAndServers(0);
    assertThat(processes.getLast().destroyForcibly()).isTrue();
    awaitGone(processes);
    end(asked);

    assertThat(answerOf(ask())).isNotEqualTo(first);
    processes = keeperAndServers(0);
    assertThat(processes.getFirst().destroyForcibly()).isTrue();
    awaitGone(processes);
  }

  private Process ask() throws IOException {
    var classPath = System.getProperty("java.class.path");
    var command = JavaCommand.of(List.of(), classPath, AskingJvm.class.getName());
    command.addAll(List.of(root.toString(), ProcessIdentity.of(build.toHandle()).toString()));
    var log = root.resolve("asking.log").toFile();
    var process = new ProcessBuilder(command).redirectError(log).start();
    asking.add(process);
    return process;
  }

  private static String answerOf(Process process) throws IOException {
    var answer = process.inputReader().readLine();
    assertThat(answer).startsWith("SharedServers[");
    return answer;
  }

  private static void end(Process process) throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  private List<ProcessHandle> keeperAndServers(int number) throws IOException {
    var keeper =
        SetAddress.read(new SharedSet(root, number).folder())
            .map(SetAddress::keeper)
            .flatMap(ProcessIdentity::handle)
            .orElseThrow();
    var all = new ArrayList<>(List.of(keeper));
    keeper.children().forEach(all::add);
    return all;
  }

  private static void awaitGone(List<ProcessHandle> processes) {
    for (var process : processes) {
      assertThat(process.onExit().orTimeout(GONE_WITHIN_SECONDS, TimeUnit.SECONDS))
          .as("the end of %s", process.info().commandLine().orElse("a process"))
          .succeedsWithin(java.time.Duration.ofSeconds(GONE_WITHIN_SECONDS));
    }
  }
}
