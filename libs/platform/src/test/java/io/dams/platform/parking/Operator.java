package io.dams.platform.parking;

import io.dams.platform.testing.TestIdentity;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Who looks after the parked messages of the service at a port. */
record Operator(int port) {

  /** Asks without a body. */
  HttpResponse<String> ask(String method, String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
              .method(method, HttpRequest.BodyPublishers.noBody())
              .header("Authorization", TestIdentity.bearer("operator", "platform-test"))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
