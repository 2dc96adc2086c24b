package io.dams.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.platform.upkeep.Upkeep;
import io.dams.sandbox.partner.PartnerFault;
import io.dams.sandbox.partner.PartnerFault.About;
import io.dams.sandbox.partner.PartnerFault.Door;
import io.dams.sandbox.partner.PartnerSimulator;
import io.dams.transfer.World.Case;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

/** A day of an app against its partner and the ledger: agreement, breaks, and the day anew. */
@TransferService
class ReconciliationIT {

  private static final AtomicLong IDS = new AtomicLong(400_000);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @LocalServerPort int port;
  @Autowired JdbcTemplate jdbc;
  @Autowired List<Upkeep> chores;
  private final long user = IDS.incrementAndGet();
  private final LocalDate yesterday =
      LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC).minusDays(1);
  private TransferHttp http;
  private PartnerSimulator partner;
  private int app;

  @BeforeEach
  void register() {
    http = new TransferHttp(port);
    app = http.app(Case.FULL, Map.of());
    partner = World.partner(Case.FULL);
    World.ledger().fund(user, 2, "DIAMOND", 1_000_000);
  }

  @Test
  void agreesAndWhatThePartnerDeniesIsABreakUntilItIsResolved() throws Exception {
    String in = moveIn();
    moveOut();

    JsonNode agreed = compared(1);
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Lie(About.AMOUNT)).always());
    JsonNode differs = compared(2);
    partner.faults().clear();

    assertThat(numbers(agreed)).containsExactly(2L, 0L, 0L);
    assertThat(numbers(differs)).containsExactly(2L, 2L, 0L);
    JsonNode found = breaks();
    assertThat(found.size()).isEqualTo(2);
    assertThat(found.get(0).path("order").asString()).isEqualTo(in);
    assertThat(found.get(0).path("rule").asString()).isEqualTo("amount-is-the-partners");
    assertThat(found.get(0).path("theirs").asString()).isEqualTo("6.0000000000");
    assertThat(move(found.get(0), "EXPLAINED").ok().path("state").asString())
        .isEqualTo("EXPLAINED");
    assertThat(move(found.get(0), "RESOLVED").ok().path("operator").asString())
        .isEqualTo("operator");
    assertThat(move(found.get(0), "EXPLAINED").problem()).isEqualTo("not-found");
  }

  @Test
  void whatTheLedgerDoesNotHaveIsABreak() {
    String out = moveOut();
    World.ledger().forget("out-" + out);

    assertThat(numbers(compared(1))).containsExactly(1L, 1L, 0L);
    assertThat(breaks().get(0).path("rule").asString()).isEqualTo("ledger-has-the-hold");
  }

  @Test
  void aJournalThatTheLedgerDoesNotHaveAsItWasPostedIsABreak() throws Exception {
    String lost = moveIn();
    String changed = moveIn();
    World.ledger().forget("in-" + lost);
    World.ledger().distort("in-" + changed);

    assertThat(numbers(compared(1))).containsExactly(2L, 2L, 0L);
    for (JsonNode found : breaks()) {
      assertThat(found.path("rule").asString()).isEqualTo("ledger-has-the-journal");
      assertThat(found.path("theirs").asString())
          .isEqualTo(found.path("order").asString().equals(lost) ? "NONE" : "ANOTHER");
    }
  }

  @Test
  void aDayWhoseOrdersAreInTheArchiveIsCompared() throws Exception {
    String old = moveIn();
    moveIn();
    LocalDate day = yesterday.minusMonths(7);
    jdbc.update(
        "UPDATE kku_transfer_orders SET completed_at = ? WHERE id = ?", day + " 12:00:00", old);
    chore("transfer-archive");
    World.ledger().forget("in-" + old);

    http.ops("POST", "/ops/transfer-reconciliations", Map.of("app", app, "day", day.toString()))
        .ok();

    assertThat(numbers(done(1))).containsExactly(1L, 1L, 0L);
    assertThat(breaks().get(0).path("order").asString()).isEqualTo(old);
  }

  @Test
  void aDayOfMoreThanOnePageIsComparedWhole() {
    app = http.app(Case.INTERNAL, Map.of());
    LocalDate day = yesterday.minusDays(20);
    insert("kku_transfer_orders", 210, -1, day + " 00:00:00");
    insert("kku_transfer_orders", 3, 100, day + " 23:59:59.999999");
    insert("kku_transfer_orders", 4, -1, day + " 12:00:00.5");
    insert("kku_transfer_orders_archive", 5, 100, day + " 00:00:00");
    insert("kku_transfer_orders", 2, 100, day.plusDays(1) + " 00:00:00");
    insert("kku_transfer_orders", 2, -1, day.minusDays(1) + " 23:59:59.999999");

    http.ops("POST", "/ops/transfer-reconciliations", Map.of("app", app, "day", day.toString()))
        .ok();

    // none has a journal, which is a break of those that are completed
    assertThat(numbers(done(1))).containsExactly(222L, 8L, 0L);
  }

  private void insert(String table, int orders, int status, String end) {
    long first = IDS.getAndAdd(orders);
    boolean archive = table.endsWith("archive");
    jdbc.update(
        """
        INSERT INTO %s (%s transfer_app_id, out_id, out_order_id, user_id, currency_id, fund_id,
          type, status, out_amount, amount, exchange_rate, fee_rate, fee_amount, actual_amount,
          callback_at, completed_at, created_at, updated_at)
        SELECT %s ?, 1, CONCAT('RC_', seq), 5, 2, 2, 1, ?, 1, 1, 1, 0, 0, 1,
          ?, IF(? = 100, ?, NULL), ?, ? FROM seq_%d_to_%d
        """
            .formatted(
                table,
                archive ? "id," : "",
                archive ? "seq + 1000000000," : "",
                first,
                first + orders - 1),
        app,
        status,
        end,
        status,
        end,
        end,
        end);
  }

  @Test
  void aPartnerThatDoesNotAnswerIsCounted() throws Exception {
    moveIn();
    partner.faults().add(PartnerFault.at(Door.INFO, new PartnerFault.Status(500, false)).always());

    assertThat(numbers(compared(1))).containsExactly(1L, 0L, 1L);
    partner.faults().clear();
  }

  @Test
  void aDayThatWasComparedBeforeItWasOverIsComparedAgainAndThenStays() throws Exception {
    String order = moveIn();
    compared(1);
    jdbc.update(
        """
        UPDATE kku_transfer_reconciliations SET day = ?, started_at = ?, done_at = ?
        WHERE transfer_app_id = ?
        """,
        yesterday,
        yesterday + " 12:00:00",
        yesterday + " 12:00:01",
        app);
    jdbc.update(
        "UPDATE kku_transfer_apps SET created_at = created_at - INTERVAL 2 DAY WHERE id = ?", app);
    String late = moveIn();
    jdbc.update(
        "UPDATE kku_transfer_orders SET completed_at = ? WHERE id IN (?, ?)",
        yesterday + " 23:59:59.999999",
        order,
        late);

    chore("transfer-reconciliation");
    JsonNode again = done(2);
    chore("transfer-reconciliation");

    assertThat(numbers(again)).containsExactly(2L, 0L, 0L);
    assertThat(line().path("run").asInt()).isEqualTo(2);
  }

  private void chore(String name) {
    chores.stream().filter(chore -> chore.name().equals(name)).findAny().orElseThrow().work().run();
  }

  /** Has today compared, and waits for the end of that run. */
  private JsonNode compared(int run) {
    Map<String, Object> day = Map.of("app", app, "day", yesterday.plusDays(1).toString());
    http.ops("POST", "/ops/transfer-reconciliations", day).ok();
    return done(run);
  }

  private JsonNode done(int run) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                line().path("run").asInt() == run
                    && line().path("state").asString("").equals("DONE"));
    return line();
  }

  /** The newest day of the app. */
  private JsonNode line() {
    Long id =
        jdbc.queryForObject(
            "SELECT MIN(id) FROM kku_transfer_reconciliations WHERE transfer_app_id = ?",
            Long.class,
            app);
    JsonNode lines = http.ops("GET", "/ops/transfer-reconciliations?after=" + (id - 1), null).ok();
    return lines.get(0);
  }

  private static List<Long> numbers(JsonNode line) {
    return List.of(
        line.path("orders").asLong(),
        line.path("breaks").asLong(),
        line.path("unanswered").asLong());
  }

  private JsonNode breaks() {
    return http.ops("GET", "/ops/transfer-breaks?app=" + app, null).ok().path("items");
  }

  private TransferHttp.Reply move(JsonNode found, String state) {
    return http.ops(
        "POST",
        "/ops/transfer-breaks/" + found.path("id").asString(),
        Map.of("state", state, "note", "seen"));
  }

  private String moveIn() throws InterruptedException {
    String name = "RC_" + IDS.incrementAndGet();
    byte[] body = partner.moveIn(name, "ann", Long.toString(user), new BigDecimal("5")).body();
    return completed(JSON.readTree(body).path("id").asString());
  }

  private String moveOut() {
    Map<String, Object> body = Map.of("app", http.keyname(app), "amount", "10", "outUserId", "ann");
    String key = "rc-" + IDS.incrementAndGet();
    return completed(http.out(user, key, body).ok().path("id").asString());
  }

  private String completed(String id) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> http.order(id).path("status").asInt() == 100);
    return id;
  }
}
