package io.dams.sandbox.servers;

import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.JavaCommand;
import io.dams.sandbox.process.ProcessPlan;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** An S3 endpoint (path-style, without signature checks) whose objects are files on disk. */
public record S3(ChildProcess process, int port) implements RunningServer {

  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String MAIN = "io.dams.sandbox.s3.S3Endpoint";

  /** Starts it, and returns when it has listed its buckets. */
  public static S3 start(Path data, Path log, int port) {
    var command = JavaCommand.of(List.of("-Xmx96m"), ChildClassPath.of(MAIN), MAIN);
    command.addAll(List.of(data.toString(), Integer.toString(port)));
    var process = ChildProcess.start(ProcessPlan.of("s3", command, data, log));
    try (var http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      var list =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/".formatted(port)))
              .timeout(TIMEOUT)
              .build();
      process.awaitReady(
          READY_WITHIN, () -> http.send(list, BodyHandlers.discarding()).statusCode() == 200);
    }
    return new S3(process, port);
  }
}
