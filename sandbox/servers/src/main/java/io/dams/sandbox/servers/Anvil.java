package io.dams.sandbox.servers;

import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.ProcessFailedException;
import io.dams.sandbox.process.ProcessPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An EVM node (anvil) that writes its state down every two seconds and when it ends. */
public record Anvil(ChildProcess process, int port) implements RunningServer {

  private static final String VERSION = "1.7.1";
  private static final Duration INSTALL_WITHIN = Duration.ofMinutes(5);
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String BLOCK_NUMBER =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"eth_blockNumber\",\"params\":[]}";

  /**
   * Starts it, and returns when it has told its block number. The first time npm fetches the
   * binary. Fails with a way out when there is no npm.
   */
  public static Anvil start(ServerSoftware software, Path data, Path log, int port) {
    var command =
        List.of(
            binary(software, log).toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--state",
            data.resolve("state.json").toString(),
            "--state-interval",
            "2",
            "--slots-in-an-epoch",
            "4",
            "--silent");
    var process = ChildProcess.start(ProcessPlan.of("anvil", command, data, log));
    try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      var request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(port)))
              .timeout(TIMEOUT)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(BLOCK_NUMBER))
              .build();
      process.awaitReady(
          READY_WITHIN,
          () -> http.send(request, BodyHandlers.ofString()).body().contains("\"result\":\"0x"));
    }
    return new Anvil(process, port);
  }

  private static Path binary(ServerSoftware software, Path log) {
    var home = software.folder().resolve("anvil-" + VERSION);
    return installed(home)
        .orElseGet(
            () -> {
              install(home, log);
              return installed(home)
                  .orElseThrow(
                      () ->
                          new ProcessFailedException(
                              "npm has no anvil %s for this machine; see %s"
                                  .formatted(VERSION, log)));
            });
  }

  private static Optional<Path> installed(Path home) {
    var scope = home.resolve("node_modules/@foundry-rs");
    if (!Files.isDirectory(scope)) {
      return Optional.empty();
    }
    try (var packages = Files.list(scope)) {
      return packages
          .map(directory -> directory.resolve("bin/anvil"))
          .filter(Files::isExecutable)
          .findAny();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * The package's optional dependency is the binary; its scripts, which would fetch it, are not
   * run.
   */
  private static void install(Path home, Path log) {
    var command =
        List.of(
            "npm",
            "install",
            "--prefix",
            home.toString(),
            "--no-save",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "@foundry-rs/anvil@" + VERSION);
    var code =
        ChildProcess.start(ProcessPlan.of("npm", command, home, log)).awaitEnd(INSTALL_WITHIN);
    if (code == 127) {
      throw new ProcessFailedException(
          "npm was not found, and anvil comes by it: install Node.js 20 or later");
    }
    if (code != 0) {
      throw new ProcessFailedException(
          "npm could not install anvil (exit code %d); see %s".formatted(code, log));
    }
  }
}
