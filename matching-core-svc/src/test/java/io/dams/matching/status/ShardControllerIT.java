package io.dams.matching.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.dams.matching.shard.CoreTopics;
import io.dams.matching.shard.LocalShard;
import io.dams.platform.testing.OpenApiDrift;
import io.dams.platform.testing.RealServers;
import io.dams.platform.testing.TestIdentity;
import io.dams.platform.testing.TestWorld;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
    awaitReady();
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

  @Test
  void operatorsCancelInBulkThroughTheLog() throws Exception {
    awaitReady();
    String operator = TestIdentity.bearer("operator", SELF);
    HttpResponse<String> answer = post("/ops/shards/0/cancellations", operator, "{\"user\":\"7\"}");
    assertThat(answer.statusCode()).isEqualTo(202);
    long offset = new JsonMapper().readTree(answer.body()).get("offset").asLong();
    Awaitility.await("the core says so")
        .atMost(LocalShard.SOON)
        .until(() -> cancelled().contains("\"command\":" + offset));
    assertThat(cancelled()).contains("\"user\":\"7\"", "\"legs\":0", "\"more\":false");
    assertThat(post("/ops/shards/0/cancellations", operator, "{}").body()).contains("too-wide");
    assertThat(post("/ops/shards/9/cancellations", operator, "{\"user\":\"7\"}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void operatorsSkipOnlyWhatStoppedAShardAndSwitchOnlyToKnownRules() throws Exception {
    awaitReady();
    String operator = TestIdentity.bearer("operator", SELF);
    assertThat(post("/ops/shards/0/skips", operator, "{\"offset\":0,\"reason\":\"r\"}").body())
        .contains("not-stopped-there");
    assertThat(post("/ops/shards/0/skips", operator, "{\"offset\":0,\"reason\":\"\"}").statusCode())
        .isEqualTo(400);
    assertThat(post("/ops/shards/0/behaviour", operator, "{\"behaviour\":99}").body())
        .contains("unknown-behaviour");
    assertThat(post("/ops/shards/0/behaviour", operator, "{\"behaviour\":1}").statusCode())
        .isEqualTo(202);
  }

  @Test
  void nobodyElseTellsAShardAnything() throws Exception {
    String backoffice = TestIdentity.bearer("backoffice-svc", SELF);
    for (String what : new String[] {"cancellations", "skips", "behaviour"}) {
      assertThat(post("/ops/shards/0/" + what, null, "{}").statusCode()).isEqualTo(401);
      assertThat(post("/ops/shards/0/" + what, backoffice, "{}").statusCode()).isEqualTo(403);
    }
  }

  private void awaitReady() {
    Awaitility.await("ready")
        .atMost(LocalShard.SOON)
        .until(() -> get(managementPort, "/actuator/health/readiness", null).statusCode() == 200);
  }

  /** The last event that tells of a cancel in bulk. */
  private static String cancelled() {
    try (CoreTopics topics = new CoreTopics(TestWorld.kafka(), 0)) {
      return topics.events().stream()
          .map(event -> new String(event.value(), StandardCharsets.UTF_8))
          .filter(text -> text.contains("OrdersCancelled"))
          .reduce("", (_, last) -> last);
    }
  }

  private HttpResponse<String> post(String path, String authorization, String body)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
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
