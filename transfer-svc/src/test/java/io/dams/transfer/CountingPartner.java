package io.dams.transfer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A partner that says yes to everything and counts what it is asked. */
final class CountingPartner {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Map<String, Integer> requests = new ConcurrentHashMap<>();
  private final HttpServer server;

  CountingPartner() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/create", this::create);
    server.createContext("/callback", this::callback);
    server.start();
  }

  String url(String door) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + door;
  }

  /** How often a door was knocked at for an order or a message. */
  int requests(String door, String id) {
    return requests.getOrDefault(door + " " + id, 0);
  }

  private void create(HttpExchange exchange) throws IOException {
    JsonNode asked = JSON.readTree(exchange.getRequestBody().readAllBytes());
    String id = asked.path("orderId").asString();
    count("create", id);
    byte[] answer =
        "{\"orderId\":\"%s\",\"outAmount\":\"%s\",\"state\":\"DONE\"}"
            .formatted(id, asked.path("outAmount").asString())
            .getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private void callback(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    count("callback", exchange.getRequestHeaders().getFirst("webhook-id"));
    try (exchange) {
      exchange.sendResponseHeaders(204, -1);
    }
  }

  private void count(String door, String id) {
    requests.merge(door + " " + id, 1, Integer::sum);
  }
}
