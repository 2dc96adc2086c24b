package io.dams.platform.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is true of a service that is only a frame yet: it boots on its own schema, is ready, is
 * measured, says who it is, and pretends nothing. A subclass adds {@link RealServers}.
 */
public abstract class FrameContract {

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  @Autowired JdbcTemplate jdbc;

  @Value("${spring.application.name}")
  String service = "";

  @Test
  void isReadyOnItsOwnSchema() throws Exception {
    String schema = getClass().getAnnotation(RealServers.class).schema();
    assertThat(get(managementPort, "/actuator/health/readiness").body())
        .contains("\"UP\"", "\"db\"");
    assertThat(get(managementPort, "/actuator/health/liveness").statusCode()).isEqualTo(200);
    assertThat(jdbc.queryForObject("SELECT database()", String.class)).isEqualTo(schema);
    assertThat(jdbc.queryForList("SHOW TABLES", String.class))
        .contains("message_outbox", "message_history", "obligation", "idempotency_key");
  }

  @Test
  void hasMetrics() throws Exception {
    assertThat(get(managementPort, "/actuator/prometheus").body())
        .contains("jdbc_connections_max{", "service=\"" + service + "\"");
  }

  @Test
  void saysWhatItIsAndServesNothingElse() throws Exception {
    assertThat(get(port, "/v1/service-info").body()).contains("\"service\":\"" + service + "\"");
    for (String path : List.of("/", "/v1/orders", "/actuator/health")) {
      HttpResponse<String> answer = get(port, path);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("urn:dams:problem:not-found");
    }
  }

  @Test
  void itsApiIsWhatIsWrittenDown() {
    OpenApiDrift.check(port, service);
  }

  @Test
  void followsTheRulesOfStructure() {
    DamsRules.check(getClass().getPackageName());
  }

  @Test
  void itsDatabaseUserCannotChangeTheSchema() {
    assertThat(jdbc.queryForList("SHOW GRANTS", String.class))
        .noneMatch(grant -> grant.contains("CREATE") || grant.contains("ALL PRIVILEGES"));
  }

  private static HttpResponse<String> get(int port, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(
          HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
