package io.dams.contracts.conformance;

import io.dams.contracts.conformance.Request.Signing;
import io.dams.contracts.merchant.RequestSignature;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Calls a merchant, signed as the request says. Each request is sent once; the whole answer is
 * bounded in time and size, and no redirect is followed.
 */
final class MerchantClient implements AutoCloseable {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final long MAX_ANSWER_BYTES = 4L * 1024 * 1024;
  private static final String NOBODYS_KEY = "conformance-unknown-key";

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final ConformanceSettings settings;
  private final Clock clock;
  private final RandomGenerator random;
  private final String base;

  MerchantClient(ConformanceSettings settings, Clock clock, RandomGenerator random) {
    this.settings = settings;
    this.clock = clock;
    this.random = random;
    String url = settings.baseUrl().toString();
    this.base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** A nonce that was not used before. */
  String nonce() {
    byte[] bytes = new byte[16];
    synchronized (random) {
      random.nextBytes(bytes);
    }
    return HexFormat.of().formatHex(bytes);
  }

  Answer send(Request request) {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(
            wire(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    Duration timeout = settings.answerWithin();
    try {
      HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new Answer.Arrived(
          response.statusCode(),
          mediaType(response),
          new String(response.body(), StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return new Answer.Lost("no answer within " + timeout.toSeconds() + " s");
    } catch (ExecutionException e) {
      return new Answer.Lost(reason(e.getCause()));
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.Lost("the check was interrupted");
    }
  }

  private HttpRequest wire(Request request) {
    var wire =
        HttpRequest.newBuilder(URI.create(base + request.path()))
            .timeout(settings.answerWithin())
            .method(
                request.method(),
                request.body().length == 0
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofByteArray(request.body()));
    if (request.body().length > 0) {
      wire.header("Content-Type", "application/json");
    }
    if (request.memberToken() != null) {
      wire.header(RequestSignature.MEMBER_TOKEN_HEADER, request.memberToken());
    }
    sign(wire, request);
    return wire.build();
  }

  private void sign(HttpRequest.Builder wire, Request request) {
    String method = request.method();
    String path = request.path();
    byte[] body = request.body();
    switch (request.signing()) {
      case Signing.Right() -> head(wire, method, path, body, Duration.ZERO, nonce());
      case Signing.Missing() -> {
        // that is the point of it
      }
      case Signing.UnknownKey() ->
          head(wire, NOBODYS_KEY, settings.secret(), method, path, body, Duration.ZERO, nonce());
      case Signing.WrongSecret() -> {
        byte[] other = settings.secret();
        other[0] ^= 1;
        head(wire, settings.keyId(), other, method, path, body, Duration.ZERO, nonce());
      }
      case Signing.Over(String otherMethod, String otherPath, byte[] otherBody, String _) ->
          head(wire, otherMethod, otherPath, otherBody, Duration.ZERO, nonce());
      case Signing.Shifted(Duration by) -> head(wire, method, path, body, by, nonce());
      case Signing.WithNonce(String nonce) -> head(wire, method, path, body, Duration.ZERO, nonce);
    }
  }

  private void head(
      HttpRequest.Builder wire,
      String method,
      String path,
      byte[] body,
      Duration shift,
      String nonce) {
    head(wire, settings.keyId(), settings.secret(), method, path, body, shift, nonce);
  }

  private void head(
      HttpRequest.Builder wire,
      String keyId,
      byte[] secret,
      String method,
      String path,
      byte[] body,
      Duration shift,
      String nonce) {
    long seconds = clock.instant().plus(shift).getEpochSecond();
    String prefix = URI.create(base).getRawPath();
    wire.header(RequestSignature.KEY_HEADER, keyId)
        .header(RequestSignature.TIMESTAMP_HEADER, Long.toString(seconds))
        .header(RequestSignature.NONCE_HEADER, nonce)
        .header(
            RequestSignature.SIGNATURE_HEADER,
            RequestSignature.sign(secret, method, prefix + path, seconds, nonce, body));
  }

  private static String mediaType(HttpResponse<?> response) {
    String type = response.headers().firstValue("Content-Type").orElse("");
    return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private static String reason(@Nullable Throwable cause) {
    return cause instanceof ConnectException
        ? "cannot connect"
        : "no answer: " + (cause == null ? "unknown" : cause.toString());
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
