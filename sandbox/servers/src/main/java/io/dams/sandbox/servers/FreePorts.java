package io.dams.sandbox.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers of tests: below the ephemeral range, so that no outgoing connection has them.
 */
public final class FreePorts {

  private static final int FIRST = 20_000;
  private static final int LAST = 30_000;
  private static final int ATTEMPTS = 200;

  private FreePorts() {}

  /** One that is free at this moment, and may be left and taken again. */
  public static int next() {
    for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no free port between %d and %d".formatted(FIRST, LAST));
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
