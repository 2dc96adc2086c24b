package io.dams.backoffice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.ledger.HoldAnswer;
import io.dams.contracts.ledger.HoldRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's holds, as far as backoffice sees them: idempotent, with tombstones. */
final class LedgerStub {

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<OrderGroupId, HoldAnswer> holds = new ConcurrentHashMap<>();
  private final Set<OrderGroupId> poor = ConcurrentHashMap.newKeySet();
  private final Set<OrderGroupId> dropsReply = ConcurrentHashMap.newKeySet();
  private final List<String> callers = new CopyOnWriteArrayList<>();
  private final HttpServer server;

  LedgerStub() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/internal/holds/", this::handle);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The group's user has not enough tokens. */
  void refuse(OrderGroupId group) {
    poor.add(group);
  }

  /** The next request about the group is carried out and not answered. */
  void dropReply(OrderGroupId group) {
    dropsReply.add(group);
  }

  HoldAnswer hold(OrderGroupId group) {
    return holds.get(group);
  }

  List<String> callers() {
    return callers;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      callers.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
      String[] path = exchange.getRequestURI().getPath().split("/");
      OrderGroupId group = OrderGroupId.of(path[3]);
      boolean drop = dropsReply.remove(group);
      if (path.length == 5) {
        answer(exchange, 200, releaseOf(group), drop);
        return;
      }
      HoldRequest request =
          json.readValue(exchange.getRequestBody().readAllBytes(), HoldRequest.class);
      if (poor.contains(group)) {
        answer(exchange, 422, Map.of("code", "insufficient-tokens"), drop);
        return;
      }
      HoldAnswer held =
          holds.computeIfAbsent(
              group, _ -> new HoldAnswer(group, HoldAnswer.State.PLACED, request.units(), 0));
      answer(exchange, 200, held, drop);
    }
  }

  private HoldAnswer releaseOf(OrderGroupId group) {
    return holds.merge(
        group,
        new HoldAnswer(group, HoldAnswer.State.VOIDED, 0, 0),
        (held, _) -> new HoldAnswer(group, HoldAnswer.State.VOIDED, held.placedUnits(), 0));
  }

  private void answer(HttpExchange exchange, int status, Object body, boolean drop)
      throws IOException {
    if (drop) {
      return;
    }
    byte[] bytes = json.writeValueAsBytes(body);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
