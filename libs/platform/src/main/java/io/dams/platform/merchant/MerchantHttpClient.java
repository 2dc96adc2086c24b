package io.dams.platform.merchant;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One merchant's own connections. Bounded in calls a second, in calls in flight, in time for the
 * whole answer and in its size; follows no redirect and sends no PUT or POST twice.
 */
final class MerchantHttpClient implements Client, AutoCloseable {

  private final HttpClient http;
  private final Semaphore permits;
  private final Pace pace;
  private final Duration connectTimeout;
  private final Duration readTimeout;
  private final long maxAnswerBytes;

  MerchantHttpClient(MerchantProperties.Merchant merchant) {
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(merchant.connectTimeout())
            .build();
    permits = new Semaphore(merchant.maxConcurrent());
    pace = new Pace(merchant.maxPerSecond(), System::nanoTime);
    connectTimeout = merchant.connectTimeout();
    readTimeout = merchant.readTimeout();
    maxAnswerBytes = merchant.maxAnswerBytes();
  }

  @Override
  public Response execute(Request request, Request.Options options) throws IOException {
    try {
      awaitTurn();
      if (!permits.tryAcquire(connectTimeout.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("too many calls in flight");
      }
      try {
        return send(request);
      } finally {
        permits.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private void awaitTurn() throws IOException, InterruptedException {
    OptionalLong wait = pace.take(connectTimeout.toNanos());
    if (wait.isEmpty()) {
      throw new IOException("too many calls a second");
    }
    if (wait.getAsLong() > 0) {
      TimeUnit.NANOSECONDS.sleep(wait.getAsLong());
    }
  }

  private Response send(Request request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(
            wire(request), BodyHandlers.limiting(BodyHandlers.ofByteArray(), maxAnswerBytes));
    Duration deadline = connectTimeout.plus(readTimeout);
    try {
      HttpResponse<byte[]> answer = exchange.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      return Response.builder()
          .request(request)
          .status(answer.statusCode())
          .headers(Map.copyOf(answer.headers().map()))
          .body(answer.body())
          .build();
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw (IOException) new SocketTimeoutException("no whole answer in time").initCause(e);
    } catch (InterruptedException e) {
      exchange.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private HttpRequest wire(Request request) {
    byte[] body = request.body();
    HttpRequest.Builder wire =
        HttpRequest.newBuilder(URI.create(request.url()))
            .timeout(readTimeout)
            .method(
                request.httpMethod().name(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
    for (Map.Entry<String, Collection<String>> header : request.headers().entrySet()) {
      if (!header.getKey().equalsIgnoreCase("Content-Length")) {
        header.getValue().forEach(value -> wire.header(header.getKey(), value));
      }
    }
    return wire.build();
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    return (InterruptedIOException) new InterruptedIOException("interrupted").initCause(cause);
  }

  /** Ends what is in flight; its outcome is unknown. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
