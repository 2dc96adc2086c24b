package io.dams.matching.shard;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.platform.testing.OpenApiDrift;
import io.dams.platform.testing.RealServers;
import io.dams.platform.testing.TestIdentity;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on a real Kafka. */
@RealServers
@DirtiesContext // its shards must not stand in the way of other tests'
@TestPropertySource(
    properties = {"dams.matching.min-replication=1", "dams.matching.min-in-sync-replicas=1"})
class ShardControllerIT {

  private static final String SELF = "matching-core-svc";

  @LocalServerPort private int port;
  @LocalManagementPort private int managementPort;

  @Test
  void isReadyWhenItsShardsRunAndTellsTheirState() throws Exception {
    Awaitility.await("ready")
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(managementPort, "/actuator/health/readiness", null).statusCode() == 200);
    HttpResponse<String> answer =
        get(port, "/internal/shards", TestIdentity.bearer("operator", SELF));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode shards = new JsonMapper().readTree(answer.body());
    assertThat(shards).hasSize(2);
    assertThat(shards.get(0).get("phase").asString()).isEqualTo("RUNNING");
    assertThat(shards.get(1).get("state").get("hash").asString()).hasSize(64);
    assertThat(get(managementPort, "/actuator/prometheus", null).body())
        .contains("dams_matching_shard_running{", "shard=\"1\"} 1.0");
  }

  @Test
  void theCommittedDocumentIsWhatTheServiceServes() {
    OpenApiDrift.check(port, SELF);
  }

  @Test
  void tellsItToNobodyElse() throws Exception {
    assertThat(get(port, "/internal/shards", null).statusCode()).isEqualTo(401);
    String frontoffice = TestIdentity.bearer("frontoffice-svc", SELF);
    assertThat(get(port, "/internal/shards", frontoffice).statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> get(int port, String path, String authorization)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
