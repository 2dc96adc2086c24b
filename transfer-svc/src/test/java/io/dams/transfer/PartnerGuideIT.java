package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dams.contracts.testing.Guide;
import io.dams.transfer.World.Case;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What the guide for partners shows works as it is written, behind a door that cuts the path. */
@TransferService
class PartnerGuideIT {

  private static final String PREFIX = "/transfer";
  private static final Guide GUIDE = Guide.of("docs/partners.md");
  private static final Pattern CODE = Pattern.compile("\\| [0-9]{3} \\| `([a-z-]+)` \\|");

  @TempDir Path directory;
  @LocalServerPort int port;

  @Test
  void theSignedRequestsOfTheGuideAreAnswered() throws Exception {
    var http = new TransferHttp(port);
    JsonNode secret = http.secret(http.app(Case.INTERNAL, Map.of()), "REQUEST", 0);
    HttpServer door = door();
    try {
      Path key =
          Files.writeString(directory.resolve("secret"), secret.path("secret").asString() + "\n");
      List<String> answers =
          GUIDE.run(
              directory,
              Map.of(
                  "DAMS",
                  "http://127.0.0.1:" + door.getAddress().getPort(),
                  "KEY_ID",
                  secret.path("keyId").asString(),
                  "SECRET_FILE",
                  key.toString(),
                  "USER_ID",
                  "900900"));
      assertThat(answers).hasSize(2);
      assertThat(answers)
          .allSatisfy(
              answer ->
                  assertThat(answer)
                      .contains("\"outOrderId\":\"EXT_1\"", "\"amount\":\"201.0000000000\""));
    } finally {
      door.stop(0);
    }
  }

  @Test
  void theGuideNamesTheProblemsThatPartnersGet() {
    List<String> documented = CODE.matcher(GUIDE.text()).results().map(it -> it.group(1)).toList();

    assertThat(documented)
        .contains(
            "invalid-request",
            "signature-invalid",
            "replayed",
            "app-closed",
            "no-such-order",
            "order-conflict",
            "too-early",
            "amount-differs",
            "decided-otherwise",
            "content-too-large",
            "amount-refused",
            "circular-transfer");
  }

  /** Does what the gateway does with {@code /transfer}. */
  private HttpServer door() throws IOException {
    HttpServer door =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
    door.createContext(PREFIX + "/", this::pass);
    door.start();
    return door;
  }

  private void pass(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString().substring(PREFIX.length());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .method(
                exchange.getRequestMethod(),
                BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()))
            .header("X-Forwarded-Prefix", PREFIX);
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (name.toLowerCase(Locale.ROOT).startsWith("dams-")
                  || name.equalsIgnoreCase("Content-Type")) {
                request.header(name, values.getFirst());
              }
            });
    try (exchange;
        HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
      exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
      exchange.getResponseBody().write(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
