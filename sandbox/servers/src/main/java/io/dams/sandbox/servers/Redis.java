package io.dams.sandbox.servers;

import io.dams.sandbox.process.ChildProcess;
import io.dams.sandbox.process.ProcessPlan;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A Redis server with an append-only file, so that its data survives a restart. */
public record Redis(ChildProcess process, int port) implements RunningServer {

  private static final Duration READY_WITHIN = Duration.ofMinutes(2);
  private static final int TIMEOUT_MILLIS = 10_000;

  /** Starts it, and returns when it has answered PING with PONG. */
  public static Redis start(ServerSoftware software, Path data, Path log, int port) {
    var command =
        List.of(
            software.redis().toString(),
            "--bind",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--appendonly",
            "yes",
            "--save",
            "",
            "--maxmemory",
            "128mb",
            "--maxmemory-policy",
            "noeviction");
    var process = ChildProcess.start(ProcessPlan.of("redis", command, data, log));
    process.awaitReady(READY_WITHIN, () -> answersPing(port));
    return new Redis(process, port);
  }

  private static boolean answersPing(int port) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      var answer = socket.getInputStream().readNBytes(5);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    }
  }
}
