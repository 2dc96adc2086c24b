package io.dams.sandbox.merchant;

import io.dams.contracts.merchant.RequestSignature;
import io.dams.contracts.merchant.TransferRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a simulated merchant as the contract says, unless a test changes the request. */
final class SignedCaller implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;
  private final Clock clock;

  SignedCaller(URI base, Clock clock) {
    this.base = base;
    this.clock = clock;
  }

  /** What is signed and sent. */
  record Signed(String key, byte[] secret, long seconds, String nonce, byte[] body, byte[] sent) {

    Signed key(String other) {
      return new Signed(other, secret, seconds, nonce, body, sent);
    }

    Signed secret(byte[] other) {
      return new Signed(key, other, seconds, nonce, body, sent);
    }

    Signed seconds(long other) {
      return new Signed(key, secret, other, nonce, body, sent);
    }

    Signed nonce(String other) {
      return new Signed(key, secret, seconds, other, body, sent);
    }

    Signed sent(byte[] other) {
      return new Signed(key, secret, seconds, nonce, body, other);
    }
  }

  record Response(int status, JsonNode body) {

    String code() {
      return body.path("code").asString("");
    }
  }

  Response transfer(String id, TransferRequest request) throws IOException, InterruptedException {
    return call("PUT", "/v1/transfers/" + id, JSON.writeValueAsBytes(request));
  }

  Response query(String id) throws IOException, InterruptedException {
    return call("GET", "/v1/transfers/" + id, new byte[0]);
  }

  Response cancel(String id) throws IOException, InterruptedException {
    return call("POST", "/v1/transfers/" + id + "/cancel", new byte[0]);
  }

  Response call(String method, String path, byte[] body) throws IOException, InterruptedException {
    return call(method, path, body, signed -> signed);
  }

  Response call(String method, String path, byte[] body, UnaryOperator<Signed> change)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request(method, path, body, change), BodyHandlers.ofString());
    return new Response(response.statusCode(), json(response.body()));
  }

  HttpResponse<String> raw(HttpRequest request) throws IOException, InterruptedException {
    return http.send(request, BodyHandlers.ofString());
  }

  HttpRequest request(String method, String path, byte[] body, UnaryOperator<Signed> change) {
    Signed signed =
        change.apply(
            new Signed(
                MerchantSettings.TEST_KEY,
                MerchantSettings.testSecret(),
                clock.instant().getEpochSecond(),
                UUID.randomUUID().toString(),
                body,
                body));
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(Duration.ofSeconds(60))
        .method(method, BodyPublishers.ofByteArray(signed.sent()))
        .header(RequestSignature.KEY_HEADER, signed.key())
        .header(RequestSignature.TIMESTAMP_HEADER, Long.toString(signed.seconds()))
        .header(RequestSignature.NONCE_HEADER, signed.nonce())
        .header(
            RequestSignature.SIGNATURE_HEADER,
            RequestSignature.sign(
                signed.secret(), method, path, signed.seconds(), signed.nonce(), signed.body()))
        .build();
  }

  private static JsonNode json(String text) {
    return text.startsWith("{") || text.startsWith("[") ? JSON.readTree(text) : JSON.missingNode();
  }

  @Override
  public void close() {
    http.close();
  }
}
