package io.dams.backoffice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

/**
 * What Prometheus reads, by the names that the alerts use; those that need no trouble to be there.
 */
@BackofficeIT
class MetricsIT {

  @LocalManagementPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void showsWhatTheAlertsAskFor() {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(scrape())
                    .contains(
                        "\nkafka_consumer_fetch_manager_records_lag_max{",
                        "\ndams_outbox_stuck{",
                        "\ndams_outbox_oldest_age_seconds{",
                        "\ndams_parked_messages{",
                        "\ndams_parked_gaps{",
                        "\ndams_listeners_stopped{",
                        "\ndams_order_reserving_age_seconds{"));
  }

  private String scrape() throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
    return http.send(
            HttpRequest.newBuilder(uri).GET().build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }
}
