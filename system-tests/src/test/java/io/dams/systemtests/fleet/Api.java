package io.dams.systemtests.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON over HTTP, with the same headers on each request. Any status is an answer. */
record Api(URI base, Map<String, String> headers) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  static Api at(URI base) {
    return new Api(base, Map.of());
  }

  Api with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Api(base, more);
  }

  Api bearing(String token) {
    return with("Authorization", "Bearer " + token);
  }

  Answer get(String path) {
    return send("GET", path, null);
  }

  Answer post(String path, Object body) {
    return send("POST", path, body);
  }

  Answer put(String path, Object body) {
    return send("PUT", path, body);
  }

  Answer delete(String path) {
    return send("DELETE", path, null);
  }

  private Answer send(String method, String path, @Nullable Object body) {
    var request = HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT);
    headers.forEach(request::header);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    request.method(
        method,
        body == null
            ? BodyPublishers.noBody()
            : BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      String text = answer.body();
      boolean isJson =
          answer.headers().firstValue("Content-Type").orElse("").contains("json")
              && !text.isBlank();
      return new Answer(
          method + " " + path,
          answer.statusCode(),
          isJson ? JSON.readTree(text) : JSON.createObjectNode(),
          text);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + base.resolve(path), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** What came back. */
  record Answer(String request, int status, JsonNode body, String text) {

    /** The body of a success; anything else fails the test with what was said. */
    JsonNode ok() {
      if (status >= 300) {
        throw new AssertionError(request + " was answered " + status + ": " + text);
      }
      return body;
    }

    /** The code of a problem. */
    String problem() {
      return body.path("type").asString("").replace("urn:dams:problem:", "");
    }
  }
}
