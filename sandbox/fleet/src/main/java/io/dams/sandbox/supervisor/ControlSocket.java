package io.dams.sandbox.supervisor;

import io.dams.sandbox.Installation;
import io.dams.sandbox.Supervision;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;

/** Answers {@link Supervision}: one request line, then lines until the end. */
final class ControlSocket {

  /** What can be asked. */
  interface Requests {
    void list(PrintStream answer);

    void start(String name);

    void stop(String name);

    void follow(PrintStream answer) throws InterruptedException;
  }

  private final Requests requests;
  private final ServerSocketChannel server;

  private ControlSocket(Requests requests, ServerSocketChannel server) {
    this.requests = requests;
    this.server = server;
  }

  static void open(Installation fleet, Requests requests) throws IOException {
    var path = Supervision.socket(fleet);
    Files.deleteIfExists(path);
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(path));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
    var socket = new ControlSocket(requests, server);
    Thread.ofPlatform().daemon().name("control").start(socket::accept);
  }

  private void accept() {
    while (true) {
      try {
        var client = server.accept();
        Thread.ofVirtual().start(() -> answer(client));
      } catch (IOException closed) {
        System.out.println("the control socket is closed: " + closed);
        return;
      }
    }
  }

  private void answer(SocketChannel client) {
    try (client;
        var reader =
            new BufferedReader(
                new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
        var answer =
            new PrintStream(Channels.newOutputStream(client), true, StandardCharsets.UTF_8)) {
      var request = reader.readLine();
      if (request != null) {
        answer(request, answer);
      }
    } catch (IOException gone) {
      System.out.println("a client went away: " + gone);
    }
  }

  private void answer(String request, PrintStream answer) {
    var words = request.split(" ", 2);
    var name = words.length == 2 ? words[1] : "";
    try {
      switch (words[0]) {
        case "list" -> requests.list(answer);
        case "follow" -> requests.follow(answer);
        case "start" -> {
          requests.start(name);
          answer.println("ok");
        }
        case "stop" -> {
          requests.stop(name);
          answer.println("ok");
        }
        default -> answer.println("unknown request: " + request);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException failure) {
      answer.println(failure.getMessage());
    }
  }
}
