package io.dams.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;

@PlatformIT
class StartupIT {

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;

  @Test
  void isReadyOnTheManagementPort() throws Exception {
    assertThat(get(managementPort, "/actuator/health/readiness").body())
        .contains("\"UP\"", "\"db\"", "\"streams\"");
    assertThat(get(managementPort, "/actuator/health/liveness").body())
        .contains("\"UP\"")
        .doesNotContain("\"db\"");
    assertThat(get(managementPort, "/actuator/prometheus").body()).contains("dams_outbox_waiting");
  }

  @Test
  void refusesOpsWithoutAToken() throws Exception {
    assertThat(get(port, "/ops/parked").statusCode()).isEqualTo(401);
  }

  private static HttpResponse<String> get(int port, String path) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
