package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.platform.upkeep.Upkeep;
import io.dams.sandbox.partner.PartnerHttpClient;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The archive: in exactly one table, found by every read, its name taken for ever. */
@TransferService
class ArchiveIT {

  private static final AtomicLong IDS = new AtomicLong(300_000);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @Autowired List<Upkeep> chores;
  @Autowired MeterRegistry meters;
  private final String name = "AR_" + IDS.incrementAndGet();
  private final long user = IDS.incrementAndGet();
  private TransferHttp http;
  private PartnerSimulator partner;
  private int app;

  @BeforeEach
  void register() {
    http = new TransferHttp(port);
    app = http.app(Case.INTERNAL, Map.of());
    partner = World.partner(Case.INTERNAL);
  }

  @Test
  void aCompletedOrderGoesThereAfterSixMonthsAndIsFoundThere() throws Exception {
    String old = completed(name);
    String young = completed(name + "_young");
    JsonNode before = http.order(old);
    age(old, 7);
    age(young, 5);

    sweep();

    assertThat(tables(old)).containsExactly("archive");
    assertThat(tables(young)).containsExactly("live");
    JsonNode after = http.order(old);
    assertThat(after.path("outOrderId")).isEqualTo(before.path("outOrderId"));
    assertThat(after.path("actualAmount")).isEqualTo(before.path("actualAmount"));
    assertThat(
            http.send("GET", "/v1/orders/" + old, null, "Authorization", World.bearer(user))
                .status())
        .isEqualTo(200);
    assertThat(partner.call("GET", "/v1/partner/orders/" + name, Map.of()).status()).isEqualTo(200);
    assertThat(
            http.ops("GET", "/ops/transfer-orders?archived=true&app=" + app, null)
                .ok()
                .path("items")
                .size())
        .isEqualTo(1);
  }

  @Test
  void aDuplicateAfterTheArchiveGetsTheFirstAnswerAndAnotherBodyIsRefused() throws Exception {
    String old = completed(name);
    age(old, 7);
    sweep();
    assertThat(tables(old)).containsExactly("archive");

    PartnerHttpClient.Reply again = moveIn(name, "5");

    assertThat(again.status()).isEqualTo(202);
    assertThat(JSON.readTree(again.body()).path("id").asString()).isEqualTo(old);
    assertThat(moveIn(name, "6").status()).isEqualTo(409);
    assertThat(World.ledger().balance(LedgerStub.user(user, 2, "DIAMOND"))).isEqualTo(99_000);
  }

  @Test
  void whatHasNotCompletedStays() throws Exception {
    long purse = IDS.incrementAndGet();
    http.app(Case.INTERNAL, Map.of("fundInUid", purse));
    String open = id(moveIn(name, "5"));
    jdbc.update(
        "UPDATE kku_transfer_orders SET created_at = created_at - INTERVAL 7 MONTH WHERE id = ?",
        open);

    sweep();

    assertThat(tables(open)).containsExactly("live");
    World.ledger().fund(purse, 2, "DIAMOND", 100_000);
  }

  @Test
  void oneThatCannotBeMovedKeepsNoOtherBackAndIsCounted() throws Exception {
    String bad = completed(name);
    String good = completed(name + "_good");
    age(bad, 9);
    age(good, 8);
    jdbc.update("UPDATE kku_transfer_order_keys SET order_id = NULL WHERE order_id = ?", bad);

    sweep();

    assertThat(tables(bad)).containsExactly("live");
    assertThat(tables(good)).containsExactly("archive");
    assertThat(meters.get("dams.transfer.archive.left").gauge().value()).isEqualTo(1);
    jdbc.update(
        "UPDATE kku_transfer_order_keys SET order_id = ? WHERE out_order_id = ?", bad, name);
    sweep();
    assertThat(tables(bad)).containsExactly("archive");
    assertThat(meters.get("dams.transfer.archive.left").gauge().value()).isZero();
  }

  @Test
  void movesMoreThanABatch() throws Exception {
    String order = completed(name);
    age(order, 8);
    seed(order, 450);

    sweep();

    assertThat(
            jdbc.queryForObject(
                "SELECT COUNT(*) FROM kku_transfer_orders_archive WHERE transfer_app_id = ?",
                Long.class,
                app))
        .isEqualTo(451);
    assertThat(
            jdbc.queryForObject(
                """
                SELECT COUNT(*) FROM kku_transfer_order_keys k
                JOIN kku_transfer_orders_archive a ON a.id = k.order_id
                WHERE a.transfer_app_id = ? AND k.completed_at = a.completed_at
                """,
                Long.class,
                app))
        .isEqualTo(451);
  }

  /** So many more like an order. */
  private void seed(String order, int count) {
    jdbc.update(
        """
        INSERT INTO kku_transfer_orders
          (transfer_app_id, out_id, out_order_id, user_id, currency_id, fund_id, type, status,
           out_amount, amount, exchange_rate, fee_rate, fee_amount, actual_amount, completed_at)
        SELECT o.transfer_app_id, o.out_id, CONCAT(o.out_order_id, '-', s.seq), o.user_id,
               o.currency_id, o.fund_id, o.type, o.status, o.out_amount, o.amount, o.exchange_rate,
               o.fee_rate, o.fee_amount, o.actual_amount, o.completed_at
        FROM kku_transfer_orders o JOIN seq_1_to_1000 s ON s.seq <= ? WHERE o.id = ?
        """,
        count,
        order);
    jdbc.update(
        """
        INSERT INTO kku_transfer_order_keys (out_id, out_order_id, body_hash, order_id)
        SELECT out_id, out_order_id, UNHEX(SHA2(out_order_id, 256)), id
        FROM kku_transfer_orders WHERE transfer_app_id = ? AND id <> ?
        """,
        app,
        order);
  }

  private void sweep() {
    chores.stream()
        .filter(chore -> chore.name().equals("transfer-archive"))
        .findAny()
        .orElseThrow()
        .work()
        .run();
  }

  private void age(String order, int months) {
    jdbc.update(
        "UPDATE kku_transfer_orders SET completed_at = completed_at - INTERVAL ? MONTH WHERE id ="
            + " ?",
        months,
        order);
  }

  private List<String> tables(String order) {
    return jdbc.queryForList(
        """
        SELECT 'live' FROM kku_transfer_orders WHERE id = ?
        UNION ALL SELECT 'archive' FROM kku_transfer_orders_archive WHERE id = ?
        """,
        String.class,
        order,
        order);
  }

  private String completed(String order) throws InterruptedException {
    String id = id(moveIn(order, "5"));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.order(id).path("status").asInt() == 100);
    return id;
  }

  private PartnerHttpClient.Reply moveIn(String order, String amount) throws InterruptedException {
    return partner.moveIn(order, "ann", Long.toString(user), new BigDecimal(amount));
  }

  private static String id(PartnerHttpClient.Reply reply) {
    return JSON.readTree(reply.body()).path("id").asString();
  }
}
