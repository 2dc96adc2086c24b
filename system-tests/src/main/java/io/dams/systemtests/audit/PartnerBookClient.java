package io.dams.systemtests.audit;

import io.dams.systemtests.audit.Books.PartnerSays;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the sandbox partner's own book.
 *
 * @param base where it listens
 */
record PartnerBookClient(URI base, HttpClient http) {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /** All orders that the partner has. */
  List<PartnerSays> read() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(base.resolve("/sandbox/orders")).timeout(TIMEOUT).build();
    HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IOException("the partner answered " + answer.statusCode());
    }
    List<PartnerSays> orders = new ArrayList<>();
    for (JsonNode order : JSON.readTree(answer.body())) {
      orders.add(
          new PartnerSays(
              order.path("orderId").asString(),
              order.path("direction").asString().equals("IN"),
              order.path("state").asString(),
              new BigDecimal(order.path("outAmount").asString())));
    }
    return orders;
  }
}
