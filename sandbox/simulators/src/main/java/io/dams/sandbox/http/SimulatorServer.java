package io.dams.sandbox.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server on the loopback address, each exchange on a virtual thread. */
public final class SimulatorServer implements AutoCloseable {

  static {
    // the JDK's server waits 40 ms for an acknowledgement between headers and body without it
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final HttpServer server;
  private final ExecutorService threads;

  private SimulatorServer(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Starts to listen.
   *
   * @param port 0 for any that is free
   * @param handlers by path prefix
   * @throws UncheckedIOException when the port is taken
   */
  public static SimulatorServer start(int port, Map<String, HttpHandler> handlers) {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      HttpServer server = HttpServer.create(address, 128);
      ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(threads);
      handlers.forEach(server::createContext);
      server.start();
      return new SimulatorServer(server, threads);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on 127.0.0.1:" + port + ", is it taken?", e);
    }
  }

  /** Where it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** {@code http://127.0.0.1:port}. */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + port());
  }

  /** Stops at once; exchanges in progress are interrupted and their connections closed. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
