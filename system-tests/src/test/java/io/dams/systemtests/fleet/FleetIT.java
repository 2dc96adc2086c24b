package io.dams.systemtests.fleet;

import static io.dams.systemtests.fleet.Trader.buy;
import static io.dams.systemtests.fleet.Trader.order;
import static io.dams.systemtests.fleet.Trader.sell;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.sandbox.Installation;
import io.dams.sandbox.client.HttpAnswer;
import io.dams.sandbox.client.JsonHttpClient;
import io.dams.sandbox.conformance.ConformanceCommand;
import io.dams.systemtests.audit.AuditCommand;
import io.dams.systemtests.audit.AuditReport;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The built fleet, started as processes with its own data and ports; the demo story first, then
 * what it does not tell. The auditor has the last word after each test.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetIT {

  private static final Duration REST = Duration.ofSeconds(180);
  private static final int UNTIL_CLEARED = 0;
  private static final Map<String, String> POINTS =
      Map.of("SKY", "50000", "BEAN", "5000", "MART", "500000");

  private static Installation fleet;
  private static Trader dora;
  private static Trader emil;

  @BeforeAll
  static void up() throws Exception {
    fleet = TestFleet.shared();
    dora = Trader.register(fleet, 31, POINTS);
    emil = Trader.register(fleet, 32, Map.of("SKY", "50000"));
  }

  @AfterEach
  void everyInvariantHolds() throws Exception {
    for (String merchant : POINTS.keySet()) {
      JsonHttpClient.at(fleet.merchant(merchant)).delete("/sandbox/faults").ok();
    }
    AuditReport report = AuditCommand.audit(fleet, REST);
    assertThat(report.breaches()).as(report.text()).isEmpty();
    assertThat(report.unrest()).as(report.text()).isEmpty();
  }

  @Test
  @Order(1)
  void tellsTheDemoStory() throws Exception {
    assertThat(TestFleet.story()).as("the exit code of the demo").isZero();
  }

  @Test
  @Order(2)
  void tellsCancelPartialFillFailingMerchantAndRepairAsAStory() throws Exception {
    assertThat(TestFleet.demo(fleet, "points")).as("the exit code of demo points").isZero();
  }

  @Test
  @Order(2)
  void reachesEveryPublicServiceThroughTheGatewayAndNoOther() {
    JsonHttpClient gateway = JsonHttpClient.at(fleet.gateway());
    Map<String, String> services = new LinkedHashMap<>();
    services.put("", "frontoffice-svc");
    services.put("/wallet", "wallet-scanner-svc");
    services.put("/settlement", "web3-settlement-svc");
    services.put("/transfer", "transfer-svc");
    services.put("/remedy", "remedy-task-svc");
    services.forEach(
        (prefix, name) ->
            assertThat(gateway.get(prefix + "/v1/service-info").ok().path("service").asString())
                .isEqualTo(name));
    for (String hidden :
        List.of("/internal/trial-balance", "/ops/parked", "/actuator/health", "/ledger/v1/x")) {
      assertThat(dora.api().get(hidden).problem()).as(hidden).isEqualTo("not-found");
    }
    assertThat(gateway.get("/v1/order-groups").problem()).isEqualTo("unauthenticated");
  }

  @ParameterizedTest
  @Order(3)
  @CsvSource({
    "NONE, SELL, 100,     1.00,  unknown-contract",
    "SKY,  SELL, 0,       1.00,  below-minimum",
    "SKY,  SELL, 1000100, 1.00,  above-maximum",
    "SKY,  SELL, 150,     1.00,  wrong-lot",
    "SKY,  SELL, 100,     1.005, wrong-tick",
    "SKY,  SELL, 50000,   1.00,  insufficient-points",
    "SKY,  BUY,  100,     99.00, insufficient-tokens"
  })
  void refusesWhatIsWrongByName(
      String point, String side, String quantity, String price, String problem) {
    var leg = side.equals("SELL") ? sell(point, quantity, price) : buy(point, quantity, price);
    HttpAnswer answer = dora.place(order(leg));
    assertThat(answer.problem()).as(answer.text()).isEqualTo(problem);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("traceId").asString("")).matches("[0-9a-f]{32}");
  }

  @Test
  @Order(4)
  void refusesALegAtAMerchantThatIsNotBound() {
    assertThat(emil.place(order(sell("BEAN", "10", "0.79"))).problem())
        .isEqualTo("no-bound-wallet");
  }

  @Test
  @Order(5)
  void aKeyMeansOneOrderForEver() {
    String key = UUID.randomUUID().toString();
    Map<String, Object> order = order(sell("SKY", "100", "500.00"));
    String first = dora.place(key, order).ok().path("groupId").asString();
    assertThat(dora.place(key, order).ok().path("groupId").asString()).isEqualTo(first);
    HttpAnswer other = dora.place(key, order(sell("SKY", "200", "500.00")));
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.problem()).isEqualTo("idempotency-key-reused");
    assertThat(dora.api().post("/v1/order-groups", order).problem())
        .isEqualTo("idempotency-key-missing");

    assertThat(emil.api().get("/v1/order-groups/" + first).problem())
        .isEqualTo("order-group-not-found");
    assertThat(emil.cancel(first).problem()).isEqualTo("order-group-not-found");

    dora.cancel(first).ok();
    JsonNode cancelled = dora.settled(first);
    assertThat(cancelled.path("status").asString()).isEqualTo("CANCELLED");
    JsonNode leg = cancelled.path("legs").get(0);
    assertThat(leg.path("returned").asString()).isEqualTo(leg.path("reserved").asString());
  }

  @Test
  @Order(6)
  void returnsTheFirstReserveWhenTheSecondIsRefused() {
    Map<String, BigDecimal> before = dora.balances();
    fault("BEAN", Map.of("type", "REFUSE", "code", "LIMIT_EXCEEDED"), 1);
    String id =
        dora.place(
                order(
                    sell("SKY", "500", "0.95"),
                    sell("BEAN", "50", "0.75"),
                    buy("MART", "60.00", "1.25")))
            .ok()
            .path("groupId")
            .asString();
    JsonNode group = dora.settled(id);
    assertThat(group.path("status").asString()).isEqualTo("SUBMIT_FAILURE");
    assertThat(group.path("reason").asString()).isEqualTo("LIMIT_EXCEEDED");
    dora.comesTo(before);
  }

  @Test
  @Order(7)
  void aKilledBackofficeReservesNothingTwiceWhileAMerchantHangs() throws Exception {
    killWhileReserving(Map.of("type", "HANG", "millis", 60_000));
  }

  @Test
  @Order(8)
  void aKilledBackofficeReservesNothingTwiceWhenTheMerchantDidItAndTheReplyIsLate()
      throws Exception {
    killWhileReserving(Map.of("type", "STALL", "millis", 20_000));
  }

  @Test
  @Order(9)
  void itsMerchantsKeepTheContractWhenTheyAreKilledToo() throws Exception {
    assertThat(new ConformanceCommand().run(fleet, List.of("--kill"))).isZero();
  }

  /**
   * SKY reserves, and BEAN is asked and does not answer for as long as this test wants; then
   * backoffice is killed. After its restart the group goes on to its end, and each merchant moved
   * the points once.
   */
  private void killWhileReserving(Map<String, Object> fault) throws Exception {
    Map<String, BigDecimal> before = dora.balances();
    fault("BEAN", fault, UNTIL_CLEARED);
    String id =
        dora.place(
                order(
                    sell("SKY", "500", "0.95"),
                    sell("BEAN", "50", "0.75"),
                    buy("MART", "60.00", "1.25")))
            .ok()
            .path("groupId")
            .asString();
    await("SKY has reserved for group " + id + ", and BEAN was asked")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> reserved(id, "SKY") && asked("BEAN", id));
    assertThat(state(id)).isEqualTo("RESERVING");
    fleet.supervisor().kill("backoffice");
    assertThat(state(id)).as("killed in the middle").isEqualTo("RESERVING");
    JsonHttpClient.at(fleet.merchant("BEAN")).delete("/sandbox/faults").ok();
    fleet.supervisor().start("backoffice");

    JsonNode group = dora.settled(id);
    assertThat(group.path("status").asString())
        .as("all or nothing, by whether the reserve was in time: %s", group)
        .isIn("FILLED", "SUBMIT_FAILURE");
    Map<String, BigDecimal> expected = new TreeMap<>(before);
    for (JsonNode leg : group.path("legs")) {
      BigDecimal executed = new BigDecimal(leg.path("executed").asString());
      BigDecimal paid =
          leg.path("side").asString().equals("BUY")
              ? executed
              : executed.add(new BigDecimal(leg.path("feeCharged").asString())).negate();
      expected.merge(leg.path("point").asString(), paid, BigDecimal::add);
    }
    Map<String, BigDecimal> after = dora.balances();
    expected.remove("DMT");
    after.remove("DMT");
    assertThat(after).isEqualTo(expected);
  }

  private static void fault(String merchant, Map<String, Object> effect, int times) {
    JsonHttpClient.at(fleet.merchant(merchant))
        .post(
            "/sandbox/faults",
            Map.of(
                "effect",
                effect,
                "operation",
                "TRANSFER",
                "kind",
                "RESERVE",
                "subject",
                dora.uid(),
                "skip",
                0,
                "times",
                times))
        .ok();
  }

  private static boolean asked(String merchant, String group) {
    long id = Long.parseLong(group);
    String text = JsonHttpClient.at(fleet.merchant(merchant)).get("/sandbox/requests").text();
    return text.contains("reserve-" + id)
        || text.contains("reserve-" + (id + 1))
        || text.contains("reserve-" + (id + 2));
  }

  private static boolean reserved(String group, String merchant) throws SQLException {
    return !query(
            "SELECT transfer_id FROM backoffice.point_statement_book"
                + " WHERE group_id = ? AND ex_code = '"
                + merchant
                + "' AND kind = 'RESERVE'",
            group)
        .isEmpty();
  }

  private static String state(String group) throws SQLException {
    return query("SELECT state FROM backoffice.order_group WHERE group_id = ?", group);
  }

  private static String query(String sql, String group) throws SQLException {
    try (Connection database = fleet.connectAsAuditor();
        PreparedStatement statement = database.prepareStatement(sql)) {
      statement.setLong(1, Long.parseLong(group));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }
}
