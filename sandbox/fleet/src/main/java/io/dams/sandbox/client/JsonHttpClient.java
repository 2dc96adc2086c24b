package io.dams.sandbox.client;

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
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * JSON over HTTP to one server, with the same headers on every request. Any status is an answer;
 * none within 20 seconds, or a broken connection, is an {@link UncheckedIOException}.
 */
public final class JsonHttpClient {

  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(10))
          .version(HttpClient.Version.HTTP_1_1)
          .build();
  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final URI base;
  private final Map<String, String> headers;

  private JsonHttpClient(URI base, Map<String, String> headers) {
    this.base = base;
    this.headers = headers;
  }

  /** A server, without any header. */
  public static JsonHttpClient at(URI base) {
    return new JsonHttpClient(base, Map.of());
  }

  /** The same server, known by a bearer token. */
  public JsonHttpClient as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** The same server, with one more header. */
  public JsonHttpClient with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new JsonHttpClient(base, more);
  }

  /** GET. */
  public HttpAnswer get(String path) {
    return send("GET", path, null);
  }

  /** POST. */
  public HttpAnswer post(String path, Object body) {
    return send("POST", path, body);
  }

  /** PUT. */
  public HttpAnswer put(String path, Object body) {
    return send("PUT", path, body);
  }

  /** DELETE. */
  public HttpAnswer delete(String path) {
    return send("DELETE", path, null);
  }

  private HttpAnswer send(String method, String path, @Nullable Object body) {
    URI uri = base.resolve(path);
    var request = HttpRequest.newBuilder(uri).timeout(TIMEOUT);
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
      return new HttpAnswer(method + " " + uri, answer.statusCode(), tree(text), text);
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + uri + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static JsonNode tree(String text) {
    if (text.isBlank()) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    }
  }
}
