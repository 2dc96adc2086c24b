package io.dams.sandbox.conformance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Lets members join at a simulated merchant, by its control API. */
final class MembersClient implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final URI merchant;

  MembersClient(URI merchant) {
    this.merchant = merchant;
  }

  /** Opens an account with points; nothing happens when it is there. */
  void join(String uid, String phone, long units) throws IOException, InterruptedException {
    var body = "{\"phone\":\"%s\",\"units\":\"%d\"}".formatted(phone, units);
    var request =
        HttpRequest.newBuilder(merchant.resolve("/sandbox/members/" + uid))
            .timeout(TIMEOUT)
            .PUT(BodyPublishers.ofString(body))
            .build();
    int status = http.send(request, BodyHandlers.discarding()).statusCode();
    if (status != 204) {
      throw new IOException("joining was answered with " + status);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
