package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.SKY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.StatementEvent.ReceivableBooked;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What does not repair itself is decided by an operator, on evidence, and the books still add up.
 */
@BackofficeIT
class ErrorResolutionIT {

  @Autowired private JdbcTemplate jdbc;
  @LocalServerPort private int port;

  private Ops ops;
  private Books books;

  @BeforeEach
  void openBooks() {
    ops = new Ops(port);
    books = new Books(jdbc);
  }

  @AfterEach
  void mendMerchants() {
    World.merchant(SKY).faults().clear();
  }

  /** The merchant did it and never says so; its statement has the line. */
  @Test
  void whatTheMerchantShowsOnItsStatementIsBookedWithThatLine() {
    OrderGroupTerms terms = submitted();
    TransferId release = release(terms);
    fault(Fault.of(new Fault.DropReply()).on(TransferKind.RETURN).subject(release.value()));
    fault(Fault.of(new Fault.Unavailable()).on(Operation.QUERY).subject(release.value()).always());
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    awaitOpen(release);
    StatementPage.Line line =
        World.merchant(SKY).statement().stream()
            .filter(one -> one.transferId().equals(release))
            .findFirst()
            .orElseThrow();

    Map<String, String> ruling =
        Map.of(
            "ruling",
            "MOVED",
            "reference",
            line.merchantReference(),
            "note",
            "statement of the day, line seen",
            "movedAt",
            line.at().toString());
    String path = "/errors/" + release + "/resolve";
    assertThat(ops.post(path, ruling, "frontoffice-svc").status()).isEqualTo(403);
    assertThat(ops.post(path, Map.of("ruling", "MOVED", "reference", "x", "note", "y")).status())
        .as("without the line's time")
        .isEqualTo(400);
    assertThat(ops.post(path, ruling).status()).isEqualTo(202);
    awaitResolved(release);
    books.agree(terms.group());
    assertThat(books.heldUnits(terms)).isZero();
    assertThat(ops.post(path, ruling).status()).isEqualTo(409);
    JsonNode trail = ops.get("/errors/" + release).path("trail").get(0);
    assertThat(trail.path("actor").asString()).isEqualTo("operator");
    assertThat(trail.path("action").asString()).isEqualTo("MOVED");
    assertThat(trail.path("reference").asString()).isEqualTo(line.merchantReference());
  }

  @Test
  void evidenceOfNoPossibleTimeIsRefused() {
    TransferId release = release(refusedReturn());
    for (String movedAt :
        List.of(
            "2999-01-01T00:00:00Z",
            "1999-01-01T00:00:00Z",
            "-0001-01-01T00:00:00Z",
            "+1000000000-12-31T23:59:59.999999999Z",
            "yesterday")) {
      var ruling = Map.of("ruling", "MOVED", "reference", "x", "note", "y", "movedAt", movedAt);
      assertThat(ops.post("/errors/" + release + "/resolve", ruling).status())
          .as(movedAt)
          .isEqualTo(400);
    }
    assertThat(ops.get("/errors/" + release).path("trail")).isEmpty();
  }

  @Test
  void evidenceThatTheMerchantContradictsIsNotBooked() {
    OrderGroupTerms terms = refusedReturn();
    TransferId release = release(terms);
    fault(
        Fault.of(new Fault.Refuse(MerchantProblem.TRANSFER_CANCELLED))
            .on(Operation.QUERY)
            .subject(release.value())
            .always());
    rule(release, "MOVED", Map.of("movedAt", Instant.now().toString()));
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(books.error(release))
                    .containsEntry("reason", "evidence-contradicted")
                    .containsEntry("resolved_at", null));
    assertThat(books.ours(terms.group())).hasSize(1);
  }

  /** The fee of a sale goes to the merchant: it has no other destination. */
  @Test
  void aStuckReturnCanBeSuspendedAndAFeeCannot() {
    OrderGroupTerms terms = refusedReturn();
    Map<String, String> ruling = Map.of("ruling", "SUSPENDED", "reference", "x", "note", "y");
    rule(release(terms), "SUSPENDED", Map.of());
    awaitResolved(release(terms));
    assertThat(ops.get("/suspense/" + release(terms)).path("suspended").path("reason").asString())
        .isEqualTo("OPERATOR");
    TransferId fee = TransferId.fee(terms.legs().getFirst().leg());
    jdbc.update(
        """
        INSERT INTO point_error_statement_book
          (transfer_id, kind, ex_code, units, group_id, leg_id, user_id, reason, attempts,
           opened_at, last_attempt_at, next_attempt_at)
        VALUES (?, 'FEE', 'SKY', 1, ?, ?, ?, 'LIMIT_EXCEEDED', 1, NOW(6), NOW(6), NOW(6))
        """,
        fee.value(),
        terms.group().value(),
        terms.legs().getFirst().leg().value(),
        terms.user().value());
    assertThat(ops.post("/errors/" + fee + "/resolve", ruling).status()).isEqualTo(422);
    jdbc.update("DELETE FROM point_error_statement_book WHERE transfer_id = ?", fee.value());
  }

  /** Given up at the merchant first, so that a late execution cannot pay it after all. */
  @Test
  void whatIsWrittenOffIsGivenUpAtTheMerchantAndOwedByIt() {
    OrderGroupTerms terms = refusedReturn();
    TransferId release = release(terms);
    rule(release, "WRITTEN_OFF", Map.of());
    awaitResolved(release);
    assertThat(World.merchant(SKY).requests().count(Operation.CANCEL, release.value())).isOne();
    await()
        .atMost(Exchange.PATIENCE)
        .until(
            () ->
                Exchange.statements(terms.group()).stream()
                    .anyMatch(ReceivableBooked.class::isInstance));
    JsonNode receivable = ops.get("/receivables/" + release).path("receivable");
    assertThat(receivable.path("kind").asString()).isEqualTo("RETURN");
    assertThat(receivable.path("units").asString()).isEqualTo("103");
    assertThat(receivable.path("reason").asString()).isEqualTo("letter 9");
    World.merchant(SKY).faults().clear();
    assertThat(books.open(terms)).isEmpty();
    assertThat(books.heldUnits(terms)).isEqualTo(103);
    books.agree(terms.group());
  }

  @Test
  void aWriteOffThatTheMerchantDoesNotConfirmWaits() {
    OrderGroupTerms terms = refusedReturn();
    TransferId release = release(terms);
    fault(Fault.of(new Fault.Unavailable()).on(Operation.CANCEL).subject(release.value()).always());
    rule(release, "WRITTEN_OFF", Map.of());
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(String.valueOf(books.error(release).get("reason")))
                    .startsWith("write-off-cancel-"));
    assertThat(ops.get("/receivables/" + release, "operator").status()).isEqualTo(404);
    World.merchant(SKY).faults().clear();
    awaitResolved(release);
    assertThat(ops.get("/receivables/" + release, "operator").status()).isEqualTo(200);
  }

  @Test
  void aRetryThatIsPressedManyTimesMovesOnce() {
    OrderGroupTerms terms = refusedReturn();
    TransferId release = release(terms);
    World.merchant(SKY).faults().clear();
    assertThat(
            IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> ops.post("/errors/" + release + "/retry", Map.of()).status()))
        .allMatch(status -> status == 202 || status == 409);
    awaitResolved(release);
    assertThat(books.theirs(terms.group())).hasSize(2);
    books.agree(terms.group());
  }

  @Test
  void theListIsFilteredByMerchantKindReasonAndGroup() {
    OrderGroupTerms terms = refusedReturn();
    String mine = "group=" + terms.group();
    for (String fits :
        new String[] {"exCode=SKY", "kind=RETURN", "reason=LIMIT_EXCEEDED", "open=true"}) {
      assertThat(ops.all("/errors?" + mine + "&" + fits)).as(fits).hasSize(1);
    }
    for (String not : new String[] {"exCode=BEAN", "kind=FEE", "reason=TOO_LATE"}) {
      assertThat(ops.all("/errors?" + mine + "&" + not)).as(not).isEmpty();
    }
    assertThat(ops.get("/errors?kind=NOPE", "operator").status()).isEqualTo(400);
  }

  private OrderGroupTerms refusedReturn() {
    OrderGroupTerms terms = submitted();
    fault(
        Fault.of(new Fault.Refuse(MerchantProblem.LIMIT_EXCEEDED))
            .on(TransferKind.RETURN)
            .subject(release(terms).value())
            .always());
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    awaitOpen(release(terms));
    return terms;
  }

  private void rule(TransferId id, String ruling, Map<String, String> more) {
    var body = new java.util.HashMap<String, String>(more);
    body.putAll(Map.of("ruling", ruling, "reference", "letter 9", "note", "agreed by mail"));
    assertThat(ops.post("/errors/" + id + "/resolve", body).status()).isEqualTo(202);
  }

  private void awaitOpen(TransferId id) {
    await().atMost(Exchange.PATIENCE).until(() -> !books.error(id).isEmpty());
  }

  private void awaitResolved(TransferId id) {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.error(id).get("resolved_at")).isNotNull());
  }

  private static void fault(Fault fault) {
    World.merchant(SKY).faults().add(fault);
  }

  private static OrderGroupTerms submitted() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    return terms;
  }

  private static TransferId release(OrderGroupTerms terms) {
    return TransferId.release(terms.legs().getFirst().leg());
  }
}
