package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.MART;
import static io.dams.backoffice.World.Merchant.SKY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.backoffice.World.Merchant;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.platform.testing.Midnight;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Invariant 2: our book equals each merchant's statement, line by line, or it is seen. */
@BackofficeIT
class ReconciliationIT {

  private static final Map<String, String> EVIDENCE =
      Map.of("reference", "ticket 4711", "note", "the merchant booked it by hand");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Autowired private JdbcTemplate jdbc;
  @Autowired private MeterRegistry meters;
  @LocalServerPort private int port;

  private Ops ops;
  private Books books;

  @BeforeEach
  void openBooks() {
    Midnight.passIfWithin(Duration.ofMinutes(2));
    ops = new Ops(port);
    books = new Books(jdbc);
  }

  @AfterEach
  void mendMerchants() {
    Stream.of(Merchant.values()).forEach(m -> World.merchant(m).faults().clear());
  }

  @Test
  void linesThatAgreeMakeNoBreakHoweverOftenTheyAreCompared() {
    OrderGroupTerms terms = returned();
    LocalDate day = day(terms);
    for (int i = 0; i < 2; i++) {
      JsonNode run = compared(SKY, day);
      long lines = lines(SKY, day);
      assertThat(run.path("theirLines").asString()).isEqualTo(Long.toString(lines));
      assertThat(ops.all("/breaks?transferId=" + reserve(terms))).isEmpty();
      assertThat(ops.all("/breaks?transferId=" + release(terms))).isEmpty();
    }
  }

  @Test
  void eachDifferenceIsABreakOfItsTypeClosesItselfAndOpensAgain() {
    OrderGroupTerms here = returned();
    OrderGroupTerms amount = returned();
    OrderGroupTerms kind = returned();
    OrderGroupTerms otherDay = returned();
    OrderGroupTerms details = returned();
    String invented = "settle-" + here.group() + "-0-invented";
    LocalDate day = day(here);
    List<Map<String, Object>> row =
        jdbc.queryForList(
            "SELECT * FROM point_statement_book WHERE transfer_id = ?", release(here));
    compared(SKY, day);

    Runnable tamper =
        () -> {
          jdbc.update("DELETE FROM point_statement_book WHERE transfer_id = ?", release(here));
          copy(row.getFirst(), invented, "SETTLE");
          set("units = units + 1", amount);
          set("kind = 'FEE'", kind);
          set("merchant_at = merchant_at - INTERVAL 1 DAY", otherDay);
          set("merchant_reference = 'other'", details);
        };
    tamper.run();
    compared(SKY, day);
    assertBreak(release(here), "MISSING_HERE", "OPEN");
    assertBreak(invented, "MISSING_THERE", "OPEN");
    assertBreak(release(amount), "OTHER_AMOUNT", "OPEN");
    assertBreak(release(kind), "OTHER_KIND", "OPEN");
    assertBreak(release(otherDay), "OTHER_DAY", "OPEN");
    assertBreak(release(details), "OTHER_DETAILS", "OPEN");
    JsonNode units = ops.all("/breaks?transferId=" + release(amount)).getFirst();
    assertThat(units.path("ours").path("units").asString()).isEqualTo("104");
    assertThat(units.path("theirs").path("units").asString()).isEqualTo("103");
    await().atMost(Exchange.PATIENCE).until(() -> gauge("OTHER_AMOUNT") >= 1);

    jdbc.update("DELETE FROM point_statement_book WHERE transfer_id = ?", invented);
    copy(row.getFirst(), release(here), "RETURN");
    set("units = units - 1", amount);
    set("kind = 'RETURN'", kind);
    set("merchant_at = merchant_at + INTERVAL 1 DAY", otherDay);
    restoreReference(details);
    compared(SKY, day);
    assertBreak(release(here), "MISSING_HERE", "MATCHED");
    assertBreak(invented, "MISSING_THERE", "MATCHED");
    assertBreak(release(amount), "OTHER_AMOUNT", "MATCHED");
    assertBreak(release(kind), "OTHER_KIND", "MATCHED");
    assertBreak(release(otherDay), "OTHER_DAY", "MATCHED");
    assertBreak(release(details), "OTHER_DETAILS", "MATCHED");

    set("units = units + 1", amount);
    compared(SKY, day);
    assertBreak(release(amount), "OTHER_AMOUNT", "OPEN");
    set("units = units - 1", amount);
    compared(SKY, day);
  }

  /** The statement has it; but only the merchant's answer to a question by its id confirms it. */
  @Test
  void anUnknownOutcomeThatTheStatementShowsIsAskedAboutByItsId() {
    OrderGroupTerms terms = submitted(Orders.group().sell(SKY, 10));
    String release = release(terms);
    fault(Fault.of(new Fault.DropReply()).on(TransferKind.RETURN).subject(release));
    fault(Fault.of(new Fault.Unavailable()).on(Operation.QUERY).subject(release).always());
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    await().atMost(Exchange.PATIENCE).until(() -> !books.error(new TransferId(release)).isEmpty());
    long asked = World.merchant(SKY).requests().count(Operation.QUERY, release);

    compared(SKY, day(terms));
    assertBreak(release, "MISSING_HERE", "OPEN");
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> World.merchant(SKY).requests().count(Operation.QUERY, release) > asked);
    assertThat(books.ours(terms.group()))
        .extracting(Books.Line::transferId)
        .doesNotContain(release);

    World.merchant(SKY).faults().clear();
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertBreak(release, "MISSING_HERE", "MATCHED"));
    books.agree(terms.group());
  }

  /** Hostile or sloppy lines: each is a break of its own, and the day is compared all the same. */
  @Test
  void linesThatNoBookCanHoldAreBreaksAndTheOthersAreCompared() {
    OrderGroupTerms units = returned();
    OrderGroupTerms noId = returned();
    OrderGroupTerms sound = returned();
    LocalDate day = day(sound);
    set("units = units + 1", sound);
    Map<String, String> lines =
        Map.of(
            release(units), spoilt(units, "units", "99999999999999999999"),
            release(noId), spoilt(noId, "transferId", "no id of ours"),
            reserve(sound), spoilt(sound, "merchantReference", "é".repeat(2_000)),
            reserve(noId), spoilt(noId, "at", "+1000000000-12-31T23:59:59Z"));
    fault(Fault.of(new Fault.SpoiltLines(lines)).on(Operation.STATEMENT).always());

    for (int i = 0; i < 2; i++) {
      compared(SKY, day);
      JsonNode found = assertBreak(release(units), "UNBOOKABLE_THERE", "OPEN");
      assertThat(found.path("unbookable").path("faults").asString()).isEqualTo("units");
      assertThat(found.path("unbookable").path("text").asString())
          .isEqualTo(lines.get(release(units)));
      assertThat(found.path("ours").path("units").asString()).isEqualTo("103");
      assertThat(found.path("theirs").isNull()).isTrue();
      assertBreak(reserve(sound), "UNBOOKABLE_THERE", "OPEN");
      assertBreak(reserve(noId), "UNBOOKABLE_THERE", "OPEN");
      assertBreak(release(noId), "MISSING_THERE", "OPEN");
      assertThat(withText("no id of ours")).hasSize(1);
      assertBreak(release(sound), "OTHER_AMOUNT", "OPEN");
    }
    assertThat(ops.all("/breaks?transferId=" + reserve(units))).isEmpty();
    await().atMost(Exchange.PATIENCE).until(() -> gauge("UNBOOKABLE_THERE") >= 4);

    World.merchant(SKY).faults().clear();
    set("units = units - 1", sound);
    compared(SKY, day);
    assertBreak(release(units), "UNBOOKABLE_THERE", "MATCHED");
    assertThat(withText("no id of ours"))
        .extracting(item -> item.path("state").asString())
        .containsExactly("MATCHED");
    assertBreak(release(noId), "MISSING_THERE", "MATCHED");
  }

  private String spoilt(OrderGroupTerms terms, String field, String text) {
    String id =
        field.equals("units") || field.equals("transferId") ? release(terms) : reserve(terms);
    ObjectNode line = JSON.valueToTree(theirs(id));
    line.put(field, text);
    return line.toString();
  }

  private List<JsonNode> withText(String text) {
    return ops.all("/breaks?exCode=SKY&type=UNBOOKABLE_THERE").stream()
        .filter(item -> item.path("unbookable").path("text").asString().contains(text))
        .toList();
  }

  /** A whole page of one line over and over: said, and passed over. */
  @Test
  void aPageOfRepeatedLinesDoesNotHoldTheOthersUp() {
    Stream.generate(() -> Orders.group().sell(MART, 1).terms())
        .limit(45)
        .peek(Exchange::place)
        .toList()
        .forEach(terms -> Exchange.submission(terms.group()));
    LocalDate day = LocalDate.now(ZoneOffset.UTC);
    List<StatementPage.Line> lines =
        World.merchant(MART).statement().stream()
            .filter(line -> LocalDate.ofInstant(line.at(), ZoneOffset.UTC).equals(day))
            .toList();
    String first = JSON.writeValueAsString(lines.getFirst());
    Map<String, String> again =
        lines.subList(20, 40).stream()
            .collect(Collectors.toMap(line -> line.transferId().value(), _ -> first));
    fault(MART, Fault.of(new Fault.SpoiltLines(again)).on(Operation.STATEMENT).always());
    compared(MART, day);
    assertBreak(lines.getFirst().transferId().value(), "TWICE_THERE", "OPEN");
    assertBreak(lines.get(20).transferId().value(), "MISSING_THERE", "OPEN");
    World.merchant(MART).faults().clear();
    compared(MART, day);
    assertBreak(lines.getFirst().transferId().value(), "TWICE_THERE", "MATCHED");
  }

  /** A merchant that stops answering in the middle of its statement: the pass goes on there. */
  @Test
  void aPassGoesOnWhereItWasInterruptedAndReadsEachLineOnce() {
    List<OrderGroupTerms> orders =
        Stream.generate(() -> Orders.group().sell(MART, 1).terms()).limit(45).toList();
    orders.forEach(Exchange::place);
    orders.forEach(terms -> Exchange.submission(terms.group()));
    fault(
        MART, Fault.of(new Fault.ServerError(503, false)).on(Operation.STATEMENT).skip(1).times(2));
    LocalDate day = day(orders.getLast());
    long before = statements(MART, day);
    JsonNode run = requestAndAwait(MART, day);
    assertThat(statements(MART, day) - before).as("two of them refused").isGreaterThanOrEqualTo(5);
    assertThat(run.path("theirLines").asString()).isEqualTo(Long.toString(lines(MART, day)));
    assertThat(ops.all("/breaks?exCode=MART&type=TWICE_THERE")).isEmpty();
    assertThat(ops.all("/breaks?transferId=" + reserve(orders.getFirst()))).isEmpty();
  }

  @Test
  void aBreakIsExplainedAndResolvedByOperatorsWithEvidence() {
    OrderGroupTerms terms = returned(MART);
    jdbc.update(
        "UPDATE point_statement_book SET merchant_reference = 'x' WHERE transfer_id = ?",
        release(terms));
    compared(MART, day(terms));
    String id = assertBreak(release(terms), "OTHER_DETAILS", "OPEN").path("id").asString();
    String path = "/breaks/" + id;

    assertThat(ops.post(path + "/explain", Map.of("note", "no reference")).status()).isEqualTo(400);
    assertThat(ops.post(path + "/explain", EVIDENCE, "frontoffice-svc").status()).isEqualTo(403);
    assertThat(ops.post(path + "/explain", EVIDENCE).status()).isEqualTo(200);
    assertBreak(release(terms), "OTHER_DETAILS", "EXPLAINED");
    assertThat(ops.post(path + "/resolve", EVIDENCE).status()).isEqualTo(200);
    assertThat(ops.post(path + "/resolve", EVIDENCE).status()).isEqualTo(409);
    compared(MART, day(terms));
    assertBreak(release(terms), "OTHER_DETAILS", "RESOLVED");
    assertThat(ops.get(path).path("trail"))
        .extracting(row -> row.path("actor").asString() + " " + row.path("action").asString())
        .containsExactly("reconciliation OPEN", "operator EXPLAINED", "operator RESOLVED");
    assertThat(ops.get(path).path("trail").get(2).path("reference").asString())
        .isEqualTo("ticket 4711");
    assertThat(ops.get("/breaks/0", "operator").status()).isEqualTo(404);
    assertThat(ops.get("/breaks", null).status()).isEqualTo(401);
  }

  @Test
  void aDayThatGoesOnOrAMerchantThatNobodyKnowsIsNotCompared() {
    String future = LocalDate.now(ZoneOffset.UTC).plusDays(2).toString();
    assertThat(ops.post("/reconciliations", Map.of("exCode", "SKY", "day", future)).status())
        .isEqualTo(422);
    assertThat(ops.post("/reconciliations", Map.of("exCode", "NOPE", "day", "2026-01-01")).status())
        .isEqualTo(404);
    assertThat(ops.post("/reconciliations", Map.of("exCode", "SKY")).status()).isEqualTo(400);
    assertThat(ops.post("/reconciliations", Map.of("exCode", "SKY", "day", "-0044-03-15")).status())
        .isEqualTo(400);
  }

  @Test
  void theDaysOfEachMerchantAreBegunByThemselves() {
    String closed = LocalDate.now(ZoneOffset.UTC).minusDays(1).toString();
    for (Merchant merchant : Merchant.values()) {
      await()
          .atMost(Exchange.PATIENCE)
          .until(
              () ->
                  ops.all("/reconciliations?exCode=" + merchant).stream()
                      .anyMatch(
                          run ->
                              run.path("day").asString().compareTo(closed) >= 0
                                  && run.path("state").asString().equals("DONE")));
    }
  }

  private OrderGroupTerms returned() {
    return returned(SKY);
  }

  private OrderGroupTerms returned(Merchant merchant) {
    OrderGroupTerms terms = submitted(Orders.group().sell(merchant, 10));
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.ours(terms.group())).hasSize(2));
    return terms;
  }

  private OrderGroupTerms submitted(Orders orders) {
    OrderGroupTerms terms = orders.terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    return terms;
  }

  /** A pass that began after this call, whatever was under way. */
  private JsonNode compared(Merchant merchant, LocalDate day) {
    requestAndAwait(merchant, day);
    return requestAndAwait(merchant, day);
  }

  private JsonNode requestAndAwait(Merchant merchant, LocalDate day) {
    Map<String, String> request = Map.of("exCode", merchant.name(), "day", day.toString());
    Ops.Answer answer = ops.post("/reconciliations", request);
    assertThat(answer.status()).isEqualTo(202);
    int pass = answer.body().path("pass").asInt();
    String path = "/reconciliations?exCode=" + merchant + "&day=" + day;
    await()
        .atMost(Exchange.PATIENCE)
        .until(
            () -> {
              JsonNode run = ops.get(path).path("items").get(0);
              return run.path("pass").asInt() >= pass
                  && run.path("state").asString().equals("DONE");
            });
    return ops.get(path).path("items").get(0);
  }

  private JsonNode assertBreak(String transferId, String type, String state) {
    List<JsonNode> found = ops.all("/breaks?transferId=" + transferId);
    assertThat(found)
        .extracting(item -> item.path("type").asString() + " " + item.path("state").asString())
        .containsExactly(type + " " + state);
    return found.getFirst();
  }

  private double gauge(String type) {
    var gauge = meters.find("dams.statement.breaks").tag("type", type).gauge();
    return gauge == null ? 0 : gauge.value();
  }

  private void set(String change, OrderGroupTerms terms) {
    jdbc.update(
        "UPDATE point_statement_book SET " + change + " WHERE transfer_id = ?", release(terms));
  }

  private void restoreReference(OrderGroupTerms terms) {
    jdbc.update(
        "UPDATE point_statement_book SET merchant_reference = ? WHERE transfer_id = ?",
        theirs(release(terms)).merchantReference(),
        release(terms));
  }

  private static StatementPage.Line theirs(String transferId) {
    return World.merchant(SKY).statement().stream()
        .filter(line -> line.transferId().value().equals(transferId))
        .findFirst()
        .orElseThrow();
  }

  private void copy(Map<String, Object> row, String transferId, String kind) {
    jdbc.update(
        """
        INSERT INTO point_statement_book
          (transfer_id, kind, ex_code, units, group_id, leg_id, user_id, uid, reverses,
           merchant_reference, merchant_at, recorded_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        transferId,
        kind,
        row.get("ex_code"),
        row.get("units"),
        row.get("group_id"),
        row.get("leg_id"),
        row.get("user_id"),
        row.get("uid"),
        row.get("reverses"),
        row.get("merchant_reference"),
        row.get("merchant_at"),
        row.get("recorded_at"));
  }

  private static long lines(Merchant merchant, LocalDate day) {
    return World.merchant(merchant).statement().stream()
        .filter(line -> LocalDate.ofInstant(line.at(), ZoneOffset.UTC).equals(day))
        .count();
  }

  private static long statements(Merchant merchant, LocalDate day) {
    return World.merchant(merchant).requests().count(Operation.STATEMENT, day.toString());
  }

  private static LocalDate day(OrderGroupTerms terms) {
    return Stream.of(Merchant.values())
        .flatMap(merchant -> World.merchant(merchant).statement().stream())
        .filter(line -> line.orderGroup().equals(terms.group().toString()))
        .map(line -> LocalDate.ofInstant(line.at(), ZoneOffset.UTC))
        .findFirst()
        .orElseThrow();
  }

  private static void fault(Fault fault) {
    fault(SKY, fault);
  }

  private static void fault(Merchant merchant, Fault fault) {
    World.merchant(merchant).faults().add(fault);
  }

  private static String reserve(OrderGroupTerms terms) {
    return TransferId.reserve(terms.legs().getFirst().leg()).value();
  }

  private static String release(OrderGroupTerms terms) {
    return TransferId.release(terms.legs().getFirst().leg()).value();
  }
}
