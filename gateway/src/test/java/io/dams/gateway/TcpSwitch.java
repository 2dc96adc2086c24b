package io.dams.gateway;

import io.dams.sandbox.servers.FreePorts;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** A cable to a server that can be pulled out: connections break and new ones are refused. */
final class TcpSwitch implements AutoCloseable {

  private final String host;
  private final int port;
  private final int ownPort;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile DisposableServer server;

  TcpSwitch(String host, int port) {
    this.host = host;
    this.port = port;
    this.server = listen(FreePorts.next());
    this.ownPort = server.port();
  }

  int port() {
    return ownPort;
  }

  void pull() {
    server.disposeNow();
    open.forEach(Connection::dispose);
  }

  void plug() {
    server = listen(ownPort);
  }

  private DisposableServer listen(int at) {
    return TcpServer.create()
        .host("127.0.0.1")
        .port(at)
        .doOnConnection(open::add)
        .handle(
            (in, out) ->
                TcpClient.create()
                    .host(host)
                    .port(port)
                    .connect()
                    .flatMap(
                        other -> {
                          open.add(other);
                          Flux<Void> there =
                              other.outbound().send(in.receive().retain()).then().flux();
                          Flux<Void> back = Flux.from(out.send(other.inbound().receive().retain()));
                          return Mono.firstWithSignal(there.then(), back.then())
                              .doFinally(signal -> other.dispose());
                        }))
        .bindNow();
  }

  @Override
  public void close() {
    pull();
  }
}
