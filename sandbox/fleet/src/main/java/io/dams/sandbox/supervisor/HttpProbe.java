package io.dams.sandbox.supervisor;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Whether an address answers 200 within ten seconds. */
public final class HttpProbe implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

  /** Asks once; an exception when nothing answers at all. */
  public boolean ok(URI address) throws Exception {
    var request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
