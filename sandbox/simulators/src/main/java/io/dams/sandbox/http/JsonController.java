package io.dams.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns exchanges into {@link Call}s and {@link Answer}s into bytes. */
public abstract class JsonController implements HttpHandler {

  private static final System.Logger LOG = System.getLogger(JsonController.class.getName());
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /** Answers a call; an {@link IllegalArgumentException} becomes 400, another exception 500. */
  protected abstract Answer answer(Call call) throws InterruptedException;

  @Override
  public final void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
      Answer answer =
          body.length > MAX_BODY_BYTES
              ? invalid("the body is longer than " + MAX_BODY_BYTES + " bytes")
              : guarded(call(exchange, body));
      send(exchange, answer);
    }
  }

  /** Reads a JSON body; {@link IllegalArgumentException} when it is not of the type. */
  protected static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = JSON.readValue(body, type);
      if (value == null) {
        throw new IllegalArgumentException("the body must be an object");
      }
      return value;
    } catch (JacksonException e) {
      throw new IllegalArgumentException("cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /** The bytes of a JSON value. */
  protected static byte[] write(Object value) {
    return JSON.writeValueAsBytes(value);
  }

  /** 404 for a path that is not served. */
  protected static Answer noSuchPath(Call call) {
    return new Answer.Problem(404, "NO_SUCH_PATH", call.method() + " " + call.path());
  }

  private Answer guarded(Call call) {
    try {
      return answer(call);
    } catch (IllegalArgumentException e) {
      return invalid(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Answer.Dropped();
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, call.method() + " " + call.path() + " failed", e);
      return new Answer.Problem(500, "INTERNAL", "see the simulator's log");
    }
  }

  private static Answer invalid(String detail) {
    return new Answer.Problem(400, "INVALID_REQUEST", detail);
  }

  private static Call call(HttpExchange exchange, byte[] body) {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Call(exchange.getRequestMethod(), exchange.getRequestURI(), headers, body);
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    switch (answer) {
      case Answer.Json(int status, Object body) ->
          send(exchange, status, "application/json", write(body));
      case Answer.Later(int status, Object body, String retryAfter) -> {
        if (retryAfter != null) {
          exchange.getResponseHeaders().set("Retry-After", retryAfter);
        }
        send(exchange, status, "application/json", write(body));
      }
      case Answer.Problem(int status, String code, String detail) -> {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("type", "urn:dams:merchant:" + code.toLowerCase(Locale.ROOT).replace('_', '-'));
        problem.put("title", code);
        problem.put("status", status);
        problem.put("detail", detail);
        problem.put("code", code);
        send(exchange, status, "application/problem+json", write(problem));
      }
      case Answer.Raw(int status, String contentType, byte[] bytes) ->
          send(exchange, status, contentType, bytes);
      case Answer.Redirect(String location) -> {
        exchange.getResponseHeaders().set("Location", location);
        exchange.sendResponseHeaders(302, -1);
      }
      case Answer.Empty(int status) -> exchange.sendResponseHeaders(status, -1);
      case Answer.Dropped() -> {
        // closing an exchange that was not answered closes its connection
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] bytes)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    if (bytes.length > 0) {
      exchange.getResponseBody().write(bytes);
    }
  }
}
