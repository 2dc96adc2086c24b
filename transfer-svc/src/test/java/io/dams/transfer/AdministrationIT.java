package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.platform.testing.TestIdentity;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators do: apps, lists, statistics, exports; and who is no operator. */
@TransferService
class AdministrationIT {

  private static final AtomicLong IDS = new AtomicLong(200_000);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  private TransferHttp http;

  @BeforeEach
  void connect() {
    http = new TransferHttp(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8104/internal",
        "https://127.0.0.1/",
        "https://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://100.64.0.1/",
        "https://2130706433/",
        "https://localhost/",
        "file:///etc/passwd"
      })
  void anAddressInsideIsRefusedWhenItIsRegistered(String url) {
    int app = http.app(Case.INTERNAL, Map.of());
    Map<String, Object> terms = terms(app);
    terms.put("orderCallbackUrl", url);

    assertThat(http.ops("PUT", "/ops/transfer-apps/" + app, terms).problem())
        .isEqualTo("url-refused");
  }

  @Test
  void termsThatContradictEachOtherAreRefused() {
    int app = http.app(Case.INTERNAL, Map.of());
    Map<String, Map<String, Object>> contradictions =
        Map.of(
            "terms-contradict", Map.of("feeInMin", "5", "feeInMax", "4"),
            "invalid-request", Map.of("currencyId", 9));
    contradictions.forEach(
        (code, change) -> {
          Map<String, Object> terms = terms(app);
          terms.putAll(change);
          assertThat(http.ops("PUT", "/ops/transfer-apps/" + app, terms).problem()).isEqualTo(code);
        });
    Map<String, Object> renamed = terms(app);
    renamed.put("outId", 1);
    assertThat(http.ops("PUT", "/ops/transfer-apps/" + app, renamed).problem())
        .isEqualTo("terms-contradict");
    assertThat(http.ops("POST", "/ops/transfer-apps", terms(app)).problem())
        .isEqualTo("keyname-taken");
  }

  @Test
  void aPartnerThatIsAskedBeforeMoneyMovesStaysOne() {
    int app = http.app(Case.FULL, Map.of());
    for (Set<String> left :
        List.of(Set.of("orderInInfoUrl"), Set.of("orderOutCreateUrl", "orderOutInfoUrl"))) {
      Map<String, Object> terms = terms(app);
      terms.keySet().removeAll(left);

      assertThat(http.ops("PUT", "/ops/transfer-apps/" + app, terms).problem())
          .isEqualTo("terms-contradict");
    }
    assertThat(terms(app).get("orderOutCreateUrl")).isNotNull();
    Map<String, Object> fewer = terms(app);
    fewer.keySet().removeAll(Set.of("orderOutCreateUrl", "orderCallbackUrl"));
    http.ops("PUT", "/ops/transfer-apps/" + app, fewer).ok();
    assertThat(terms(app).get("orderOutCreateUrl")).isNull();
  }

  @Test
  void anAppThatIsClosedTakesNothingAndItsOrdersStay() throws Exception {
    int app = http.app(Case.INTERNAL, Map.of());
    String order = moveIn("A_" + IDS.incrementAndGet());
    http.ops("DELETE", "/ops/transfer-apps/" + app, null).ok();

    assertThat(
            World.partner(Case.INTERNAL)
                .moveIn("A_" + IDS.incrementAndGet(), "ann", "1", BigDecimal.ONE)
                .status())
        .isEqualTo(403);
    assertThat(http.order(order).path("id").asString()).isEqualTo(order);
    assertThat(
            jdbc.queryForList(
                "SELECT action FROM kku_transfer_audit WHERE subject = ? ORDER BY id",
                String.class,
                "app-" + app))
        .containsExactly("CREATE_APP", "ROTATE_REQUEST", "ROTATE_CALLBACK", "DELETE_APP");
  }

  @Test
  void secretsAreSealed() {
    int app = http.app(Case.INTERNAL, Map.of());
    JsonNode secret = http.secret(app, "REQUEST", 0);

    byte[] sealed =
        jdbc.queryForObject(
            "SELECT sealed FROM kku_transfer_app_secrets WHERE key_id = ?",
            byte[].class,
            secret.path("keyId").asString());

    assertThat(new String(sealed)).doesNotContain(secret.path("secret").asString());
    assertThat(http.ops("GET", "/ops/transfer-apps/" + app, null).text())
        .doesNotContain(secret.path("secret").asString());
  }

  @Test
  void listsExportsAndStatisticsSayTheSame() throws Exception {
    int app = http.app(Case.INTERNAL, Map.of());
    for (int i = 0; i < 3; i++) {
      moveIn("S_" + IDS.incrementAndGet(), "=ann");
    }
    String range = "from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&app=" + app;

    JsonNode first = http.ops("GET", "/ops/transfer-orders?limit=2&app=" + app, null).ok();
    JsonNode second =
        http.ops(
                "GET",
                "/ops/transfer-orders?limit=2&app="
                    + app
                    + "&after="
                    + first.path("next").asString(),
                null)
            .ok();
    String csv = http.ops("GET", "/ops/transfer-orders/export?" + range, null).text();
    JsonNode statistics = http.ops("GET", "/ops/transfer-statistics?app=" + app, null).ok();

    assertThat(first.path("items").size() + second.path("items").size()).isEqualTo(3);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(csv.lines()).hasSize(4);
    assertThat(csv).contains("\"'=ann\"");
    assertThat(statistics.size()).isEqualTo(1);
    assertThat(statistics.get(0).path("totalOrders").asInt()).isEqualTo(3);
    assertThat(statistics.get(0).path("inOrders").asInt()).isEqualTo(3);
    assertThat(statistics.get(0).path("totalAmount").asString()).isEqualTo("30.0000000000");
    assertThat(statistics.get(0).path("feeAmount").asString()).isEqualTo("0.3000000000");
  }

  @Test
  void onlyOperatorsGetIn() {
    for (String path :
        List.of("/ops/transfer-apps", "/ops/transfer-orders", "/ops/transfer-statistics")) {
      assertThat(http.send("GET", path, null).status()).isEqualTo(401);
      assertThat(
              http.send(
                      "GET",
                      path,
                      null,
                      "Authorization",
                      TestIdentity.bearer("frontoffice-svc", "transfer-svc"))
                  .status())
          .isEqualTo(403);
      assertThat(http.send("GET", path, null, "Authorization", World.bearer(1)).status())
          .isEqualTo(401);
    }
  }

  private Map<String, Object> terms(int app) {
    JsonNode terms = http.ops("GET", "/ops/transfer-apps/" + app, null).ok().path("terms");
    return new HashMap<>(JSON.convertValue(terms, Map.class));
  }

  private String moveIn(String name) throws InterruptedException {
    return moveIn(name, "ann");
  }

  private String moveIn(String name, String outUser) throws InterruptedException {
    PartnerSimulator partner = World.partner(Case.INTERNAL);
    byte[] body =
        partner
            .moveIn(name, outUser, Long.toString(IDS.incrementAndGet()), new BigDecimal("5"))
            .body();
    String order = JSON.readTree(body).path("id").asString();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.order(order).path("status").asInt() == 100);
    return order;
  }
}
