package io.dams.ledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.platform.testing.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;

/** The ledger's HTTP interface as its callers use it. */
public record LedgerHttp(int port, JsonMapper json) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public HttpResponse<String> call(String caller, String method, String path, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .timeout(Duration.ofSeconds(60))
            .header("Authorization", TestIdentity.bearer(caller, "ledger-svc"))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  /** The body of a 200, as that type. */
  public <T> T ok(Class<T> type, String caller, String method, String path, String body) {
    HttpResponse<String> answer = call(caller, method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json.readValue(answer.body(), type);
  }

  public void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(json.readTree(answer.body()).get("type").asString())
        .isEqualTo("urn:dams:problem:" + code);
  }

  public HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
