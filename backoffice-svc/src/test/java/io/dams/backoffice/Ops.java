package io.dams.backoffice;

import io.dams.platform.testing.TestIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operators' API of the service in a test's context. */
final class Ops {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String base;

  Ops(int port) {
    base = "http://127.0.0.1:" + port + "/ops";
  }

  /** An answer. */
  record Answer(int status, JsonNode body) {}

  /** What an operator reads; it must be there. */
  JsonNode get(String path) {
    Answer answer = get(path, "operator");
    if (answer.status() != 200) {
      throw new AssertionError(path + ": " + answer);
    }
    return answer.body();
  }

  /** What somebody reads; null for nobody in particular. */
  Answer get(String path, @Nullable String as) {
    return send(HttpRequest.newBuilder(URI.create(base + path)).GET(), as);
  }

  /** What an operator does. */
  Answer post(String path, Map<String, ?> body) {
    return post(path, body, "operator");
  }

  /** What somebody does. */
  Answer post(String path, Map<String, ?> body, @Nullable String as) {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))),
        as);
  }

  /** All items of a list, page by page. */
  List<JsonNode> all(String path) {
    List<JsonNode> items = new ArrayList<>();
    String after = "0";
    while (after != null) {
      JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=7&after=" + after);
      page.path("items").forEach(items::add);
      after = page.path("next").isString() ? page.path("next").asString() : null;
    }
    return items;
  }

  private Answer send(HttpRequest.Builder request, @Nullable String as) {
    if (as != null) {
      request.header("Authorization", TestIdentity.bearer(as, "backoffice-svc"));
    }
    try {
      HttpResponse<String> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(
          answer.statusCode(),
          answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
