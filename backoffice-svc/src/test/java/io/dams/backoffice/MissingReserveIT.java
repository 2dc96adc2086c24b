package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.BEAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.StatementEvent.ReceivableBooked;
import io.dams.contracts.topic.StatementEvent.ReceivableSettled;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** A reserve that a merchant confirmed and has not: the merchant owes it, and everybody hears. */
@BackofficeIT
class MissingReserveIT {

  private static final Map<String, String> EVIDENCE =
      Map.of("reference", "BEAN-77", "note", "the merchant filled its account up");

  @Autowired private JdbcTemplate jdbc;
  @Autowired private MeterRegistry meters;
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
    World.merchant(BEAN).faults().clear();
  }

  @Test
  void aMerchantThatForgotAReserveOwesItAndTheContractIsToBeHalted() {
    OrderGroupTerms terms = submitted();
    String reserve = reserve(terms);
    forget(terms, MerchantProblem.UNKNOWN_TRANSFER);
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));

    ReceivableBooked booked = awaitEvent(terms, ReceivableBooked.class);
    assertThat(booked.transferId().value()).isEqualTo(reserve);
    assertThat(booked.kind()).isEqualTo(TransferKind.RESERVE);
    assertThat(booked.units()).isEqualTo(103);
    assertThat(booked.reason()).isEqualTo("RESERVE_MISSING");
    JsonNode listed =
        ops.all("/receivables?exCode=BEAN&state=OPEN").stream()
            .filter(item -> item.path("transferId").asString().equals(reserve))
            .findFirst()
            .orElseThrow();
    assertThat(listed.path("units").asString()).isEqualTo("103");
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> meters.find("dams.receivable.units").tag("merchant", "BEAN").gauge() != null);

    String settle = "/receivables/" + reserve + "/settle";
    assertThat(ops.post(settle, Map.of()).status()).isEqualTo(400);
    assertThat(ops.post(settle, EVIDENCE, "frontoffice-svc").status()).isEqualTo(403);
    assertThat(ops.post(settle, EVIDENCE).status()).isEqualTo(200);
    assertThat(ops.post(settle, EVIDENCE).status()).isEqualTo(409);
    assertThat(awaitEvent(terms, ReceivableSettled.class).units()).isEqualTo(103);
    assertThat(ops.get("/receivables/" + reserve).path("trail"))
        .extracting(row -> row.path("actor").asString() + " " + row.path("action").asString())
        .containsExactly("reserve-check BOOKED", "operator SETTLED");

    World.merchant(BEAN).faults().clear();
    rest(terms);
  }

  @Test
  void aReserveThatTheMerchantStillKnowsIsNotMissingWhateverItRefused() {
    OrderGroupTerms terms = submitted();
    World.merchant(BEAN)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(MerchantProblem.REVERSES_INVALID))
                .on(TransferKind.RETURN)
                .subject(release(terms)));
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> World.merchant(BEAN).requests().count(Operation.QUERY, reserve(terms)) > 0);
    rest(terms);
    assertThat(ops.get("/receivables/" + reserve(terms), "operator").status()).isEqualTo(404);
  }

  @Test
  void aQuestionThatIsNotAnsweredSaysNothingAndIsAskedAgain() {
    OrderGroupTerms terms = submitted();
    World.merchant(BEAN)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(MerchantProblem.REVERSES_INVALID))
                .on(TransferKind.RETURN)
                .subject(release(terms)));
    World.merchant(BEAN)
        .faults()
        .add(
            Fault.of(new Fault.ServerError(500, false))
                .on(Operation.QUERY)
                .subject(reserve(terms)));
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    String check = "check-" + reserve(terms) + "-refused-RETURN";
    await()
        .atMost(Exchange.PATIENCE)
        .until(
            () ->
                jdbc.queryForList(
                        "SELECT reason FROM obligation WHERE reference = ?", String.class, check)
                    .contains("http-500"));
    assertThat(ops.get("/receivables/" + reserve(terms), "operator").status()).isEqualTo(404);
    assertThat(ops.post("/obligations/CHECK_RESERVE/" + check + "/hasten", Map.of()).status())
        .isEqualTo(200);
    rest(terms);
    await()
        .atMost(Exchange.PATIENCE)
        .until(
            () ->
                jdbc.queryForList(
                        "SELECT state FROM obligation WHERE reference = ?", String.class, check)
                    .equals(List.of("SETTLED")));
  }

  /** What is part of a missing reserve is no second debt. */
  @Test
  void aReturnOfAMissingReserveIsNotWrittenOff() {
    OrderGroupTerms terms = submitted();
    forget(terms, MerchantProblem.UNKNOWN_TRANSFER);
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    awaitEvent(terms, ReceivableBooked.class);
    assertThat(
            ops.post(
                    "/errors/" + release(terms) + "/resolve",
                    Map.of("ruling", "WRITTEN_OFF", "reference", "r", "note", "n"))
                .status())
        .isEqualTo(202);
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(books.error(new TransferId(release(terms))))
                    .containsEntry("reason", "reserve-missing")
                    .containsEntry("resolved_at", null));
  }

  private void forget(OrderGroupTerms terms, MerchantProblem answer) {
    World.merchant(BEAN)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(answer))
                .on(Operation.QUERY)
                .subject(reserve(terms))
                .always());
    World.merchant(BEAN)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(MerchantProblem.REVERSES_INVALID))
                .on(TransferKind.RETURN)
                .subject(release(terms))
                .always());
  }

  private static <E extends StatementEvent> E awaitEvent(OrderGroupTerms terms, Class<E> type) {
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> Exchange.statements(terms.group()).stream().anyMatch(type::isInstance));
    List<E> events =
        Exchange.statements(terms.group()).stream()
            .filter(type::isInstance)
            .map(type::cast)
            .toList();
    assertThat(events).hasSize(1);
    return events.getFirst();
  }

  private void rest(OrderGroupTerms terms) {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.heldUnits(terms)).isZero());
  }

  private static OrderGroupTerms submitted() {
    OrderGroupTerms terms = Orders.group().sell(BEAN, 10).terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    return terms;
  }

  private static String reserve(OrderGroupTerms terms) {
    return TransferId.reserve(terms.legs().getFirst().leg()).value();
  }

  private static String release(OrderGroupTerms terms) {
    return TransferId.release(terms.legs().getFirst().leg()).value();
  }
}
