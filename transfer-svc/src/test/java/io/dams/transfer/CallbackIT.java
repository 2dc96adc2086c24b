package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.platform.upkeep.Upkeep;
import io.dams.sandbox.partner.PartnerFault;
import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.sandbox.partner.ReceivedCallback;
import io.dams.transfer.World.Case;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Callbacks: taken once, tried again, given up, replayed. The partner checks them by its own. */
@TransferService
class CallbackIT {

  private static final AtomicLong IDS = new AtomicLong(90_000);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @Autowired List<Upkeep> chores;
  private TransferHttp http;
  private PartnerSimulator partner;
  private int app;

  @BeforeEach
  void register() {
    http = new TransferHttp(port);
    app = http.app(Case.FULL, Map.of());
    partner = World.partner(Case.FULL);
  }

  @Test
  void theResultIsToldAsItIs() throws Exception {
    String order = completed();

    JsonNode callback = callback(order, "DELIVERED");
    JsonNode told = JSON.readTree(received(order).payload());

    assertThat(callback.path("attempts").asInt()).isEqualTo(1);
    assertThat(told.path("type").asString()).isEqualTo("transfer.completed");
    assertThat(told.path("data").path("orderId").asString()).isEqualTo(order);
    assertThat(told.path("data").path("status").asInt()).isEqualTo(100);
    assertThat(told.path("data").path("actualAmount").asString()).isEqualTo("9.9000000000");
  }

  @Test
  void isTriedAgainUntilItIsTakenAndEachAttemptIsInTheLog() throws Exception {
    partner.faults().add(PartnerFault.at(Door.CALLBACK, new PartnerFault.Status(503, false)));
    partner.faults().add(PartnerFault.at(Door.CALLBACK, new PartnerFault.Hang(2_000)));

    String order = completed();
    JsonNode callback = callback(order, "DELIVERED");

    JsonNode log =
        http.ops("GET", "/ops/transfer-callbacks/" + callback.path("id").asString(), null)
            .ok()
            .path("log");
    assertThat(log.size()).isEqualTo(3);
    assertThat(log.get(2).path("status").asInt()).isEqualTo(503);
    assertThat(log.get(1).path("error").asString()).isEqualTo("no-answer");
    assertThat(log.get(0).path("status").asInt()).isEqualTo(204);
  }

  @Test
  void aRedirectIsNotFollowed() throws Exception {
    partner
        .faults()
        .add(PartnerFault.at(Door.CALLBACK, new PartnerFault.Redirect("http://127.0.0.1:1/")));

    assertThat(callback(completed(), "DELIVERED").path("attempts").asInt()).isEqualTo(2);
  }

  @Test
  void holdsNoOrderBackAndIsGivenUpAndReplayedWithTheSameIdAndBody() throws Exception {
    partner
        .faults()
        .add(PartnerFault.at(Door.CALLBACK, new PartnerFault.Status(500, true)).always());
    String order = completed();
    JsonNode callback = callback(order, "EXHAUSTED");
    ReceivedCallback before = received(order);
    partner.faults().clear();

    http.ops("POST", "/ops/transfer-callbacks/" + callback.path("id").asString() + "/replay", null)
        .ok();

    assertThat(callback(order, "DELIVERED").path("messageId"))
        .isEqualTo(callback.path("messageId"));
    assertThat(received(order)).isEqualTo(before);
  }

  @Test
  void goneEndsThemUntilAnotherAddressIsNamedAndARangeIsReplayed() throws Exception {
    Instant from = Instant.parse("2020-01-01T00:00:00Z");
    partner.faults().add(PartnerFault.at(Door.CALLBACK, new PartnerFault.Status(410, false)));
    String first = completed();
    callback(first, "DISABLED");
    String second = completed();
    callback(second, "DISABLED");
    assertThat(app().path("callbackGoneAt").isNull()).isFalse();

    renameCallback(partner.callbackUrl() + "?again");
    JsonNode replayed =
        http.ops(
                "POST",
                "/ops/transfer-callbacks/replay",
                Map.of(
                    "app",
                    app,
                    "state",
                    "DISABLED",
                    "from",
                    from.toString(),
                    "to",
                    "2100-01-01T00:00:00Z"))
            .ok();

    assertThat(replayed.path("count").asInt()).isEqualTo(2);
    callback(first, "DELIVERED");
    callback(second, "DELIVERED");
  }

  @Test
  void isSignedByBothSecretsWhileOneReplacesTheOther() throws Exception {
    http.secret(app, "CALLBACK", 60);

    // the partner knows the former one only
    assertThat(callback(completed(), "DELIVERED").path("attempts").asInt()).isEqualTo(1);
  }

  @Test
  void whatWasToldLongAgoIsForgottenAndWhatIsStillSentIsNot() throws Exception {
    String told = completed();
    String pending = completed();
    String young = completed();
    for (String order : List.of(told, pending, young)) {
      callback(order, "DELIVERED");
    }
    jdbc.update(
        "UPDATE kku_transfer_callbacks SET created_at = created_at - INTERVAL 401 DAY,"
            + " state = IF(order_id = ?, 'PENDING', state) WHERE order_id IN (?, ?)",
        pending,
        told,
        pending);

    chores.stream()
        .filter(chore -> chore.name().equals("callbacks"))
        .findAny()
        .orElseThrow()
        .work()
        .run();

    assertThat(find(told).isEmpty()).isTrue();
    assertThat(find(pending).isEmpty()).isFalse();
    assertThat(find(young).isEmpty()).isFalse();
  }

  private void renameCallback(String url) {
    Map<String, Object> terms = JSON.convertValue(app().path("terms"), new TypeReference<>() {});
    terms.put("orderCallbackUrl", url);
    http.ops("PUT", "/ops/transfer-apps/" + app, terms).ok();
  }

  private JsonNode app() {
    return http.ops("GET", "/ops/transfer-apps/" + app, null).ok();
  }

  private String completed() throws InterruptedException {
    String name = "CB_" + IDS.incrementAndGet();
    byte[] body =
        partner
            .moveIn(name, "ann", Long.toString(IDS.incrementAndGet()), new BigDecimal("5"))
            .body();
    String order = JSON.readTree(body).path("id").asString();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.order(order).path("status").asInt() == 100);
    return order;
  }

  private JsonNode callback(String order, String state) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> find(order).path("state").asString("").equals(state));
    return find(order);
  }

  private JsonNode find(String order) {
    JsonNode items =
        http.ops("GET", "/ops/transfer-callbacks?limit=200&app=" + app, null).ok().path("items");
    for (JsonNode item : items) {
      if (item.path("order").asString().equals(order)) {
        return item;
      }
    }
    return JSON.createObjectNode();
  }

  private ReceivedCallback received(String order) {
    List<ReceivedCallback> taken =
        partner.callbacks().stream().filter(it -> it.id().equals("msg_transfer_" + order)).toList();
    assertThat(taken).hasSize(1);
    return taken.getFirst();
  }
}
