package io.dams.sandbox.partner;

import io.dams.contracts.merchant.RequestSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.random.RandomGenerator;
import tools.jackson.databind.json.JsonMapper;

/** The partner's signed calls to the transfer service. */
public final class PartnerHttpClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final Clock clock;
  private final RandomGenerator random;

  PartnerHttpClient(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /** What the transfer service answered. */
  public record Reply(int status, byte[] body) {}

  /** Sends once; throws {@link UncheckedIOException} when there is no answer. */
  Reply send(PartnerSettings.Keys keys, String method, URI uri, Map<String, Object> json)
      throws InterruptedException {
    byte[] body = json.isEmpty() ? new byte[0] : JSON.writeValueAsBytes(json);
    String path =
        uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    byte[] secret = Base64.getDecoder().decode(keys.requestSecret());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .method(method, BodyPublishers.ofByteArray(body))
            .header("Content-Type", "application/json");
    new RequestSigner(keys.keyId(), secret, clock, random)
        .headers(method, path, body)
        .forEach(request::header);
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Reply(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends all calls. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
