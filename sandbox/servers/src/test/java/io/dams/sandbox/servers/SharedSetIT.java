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
  private Path root;

  @BeforeEach
  void makeRoot() throws IOException {
    var target = Files.createDirectories(Path.of("target").toAbsolutePath());
    root = Files.createTempDirectory(target, "set");
    var software = SharedSet.around(Path.of("")).software().folder();
    Files.createSymbolicLink(
        Files.createDirectories(root.resolve(".fleet")).resolve("software"),
        Files.createDirectories(software));
  }

  @AfterEach
  void endAll() throws Exception {
    asking.forEach(Process::destroyForcibly);
    var address = SetAddress.read(new SharedSet(root).folder());
    address.flatMap(set -> set.keeper().handle()).ifPresent(keeper -> awaitGone(List.of(keeper)));
  }

  @Test
  void jvmsThatAskAtOnceGetOneSetWhichEndsWithTheLastOfThem() throws Exception {
    var first = ask();
    var second = ask();
    var answer = answerOf(first);
    assertThat(answerOf(second)).isEqualTo(answer);
    var processes = keeperAndServers();
    assertThat(processes).hasSize(4);

    end(first);
    assertThat(answerOf(ask())).isEqualTo(answer);
    assertThat(processes).allMatch(ProcessHandle::isAlive);

    asking.forEach(Process::destroyForcibly);
    awaitGone(processes);
  }

  @Test
  void serversDieWithTheirKeeperAndWhoAsksNextGetsNewOnes() throws Exception {
    var asked = ask();
    var first = answerOf(asked);
    var processes = keeperAndServers();
    assertThat(processes.getFirst().destroyForcibly()).isTrue();
    awaitGone(processes);

    assertThat(answerOf(ask())).isNotEqualTo(first);
  }

  @Test
  void theWholeSetEndsWhenOneServerDies() throws Exception {
    answerOf(ask());
    var processes = keeperAndServers();
    assertThat(processes.getLast().destroyForcibly()).isTrue();
    awaitGone(processes);
  }

  private Process ask() throws IOException {
    var classPath = System.getProperty("java.class.path");
    var command = JavaCommand.of(List.of(), classPath, AskingJvm.class.getName());
    command.add(root.toString());
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

  private List<ProcessHandle> keeperAndServers() throws IOException {
    var keeper =
        SetAddress.read(new SharedSet(root).folder())
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
