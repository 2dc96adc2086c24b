package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.SKY;
import static io.dams.backoffice.World.Merchant.TIDE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.backoffice.movement.Movements;
import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.StatementEvent.PointsStuck;
import io.dams.platform.testing.TestIdentity;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Invariant 9: what could not be repaired by itself is in a book, until it is. */
@BackofficeIT
class ErrorBookIT {

  @Autowired private JdbcTemplate jdbc;
  @Autowired private MeterRegistry meters;
  @Autowired private JsonMapper json;
  @Autowired private Movements movements;
  @Autowired private TransactionTemplate transaction;
  @Autowired private Clock clock;
  @LocalServerPort private int port;

  private final HttpClient http = HttpClient.newHttpClient();
  private Books books;

  @BeforeEach
  void openBooks() {
    books = new Books(jdbc);
  }

  @AfterEach
  void mendMerchants() {
    Stream.of(World.Merchant.values()).forEach(m -> World.merchant(m).faults().clear());
  }

  @Test
  void aReturnThatIsRefusedSeveralTimesIsBookedRepairedAndResolvedByItself() {
    TransferId another = owedToAMerchantThatIsGone();
    awaitBooked(another, "not-configured");
    OrderGroupTerms terms = submitted(Orders.group().sell(SKY, 10));
    TransferId release = TransferId.release(terms.legs().getFirst().leg());
    World.merchant(SKY)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(MerchantProblem.REVERSES_INVALID))
                .on(TransferKind.RETURN)
                .subject(release.value())
                .times(2));
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));

    awaitBooked(release, "REVERSES_INVALID");
    awaitStuckAndMoved(terms, release);
    assertThat(books.error(release).get("resolved_at")).isNotNull();
    assertThat(((Number) books.error(release).get("attempts")).intValue()).isEqualTo(2);
    assertThat(books.error(another).get("resolved_at")).as("of another movement").isNull();
    assertThat(books.heldUnits(terms)).isZero();
    books.agree(terms.group());
  }

  /** Others' returns are booked after four attempts; this merchant is given more. */
  @Test
  void aMerchantIsAskedAsOftenAsItsOwnSettingsSay() {
    OrderGroupTerms terms = submitted(Orders.group().sell(TIDE, 10));
    TransferId release = TransferId.release(terms.legs().getFirst().leg());
    for (Operation operation : List.of(Operation.TRANSFER, Operation.QUERY)) {
      World.merchant(TIDE)
          .faults()
          .add(Fault.of(new Fault.Unavailable()).on(operation).subject(release.value()).always());
    }
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> World.merchant(TIDE).requests().count(Operation.QUERY, release.value()) >= 8);
    assertThat(books.error(release)).isEmpty();
    World.merchant(TIDE).faults().clear();
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.heldUnits(terms)).isZero());
    assertThat(books.error(release)).isEmpty();
  }

  @Test
  void aReturnThatIsNotAnsweredIsBookedAfterSomeAttemptsAndRetriedByHand() throws Exception {
    OrderGroupTerms terms = submitted(Orders.group().sell(SKY, 10));
    TransferId release = TransferId.release(terms.legs().getFirst().leg());
    World.merchant(SKY)
        .faults()
        .add(
            Fault.of(new Fault.ServerError(500, false))
                .on(TransferKind.RETURN)
                .subject(release.value())
                .always());
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    awaitBooked(release, "http-500");

    assertThat(get("?open=true&limit=200", "operator").statusCode()).isEqualTo(200);
    JsonNode entry = entry(release);
    assertThat(entry.path("units").asString()).isEqualTo("103");
    assertThat(entry.path("exCode").asString()).isEqualTo("SKY");
    assertThat(entry.path("attempts").asInt()).isGreaterThanOrEqualTo(4);
    assertThat(entry.path("nextAttemptAt").asString()).isNotEmpty();
    await().atMost(Exchange.PATIENCE).until(() -> gauge("dams.error.book.entries") > 0);
    await().atMost(Exchange.PATIENCE).until(() -> gauge("dams.error.book.units") >= 103);

    int attempts = entry.path("attempts").asInt();
    assertThat(retry(release, "operator").statusCode()).isEqualTo(202);
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> entry(release).path("attempts").asInt() > attempts);
    World.merchant(SKY).faults().clear();
    awaitStuckAndMoved(terms, release);
    assertThat(books.error(release).get("resolved_at")).isNotNull();
    assertThat(retry(release, "operator").statusCode()).isEqualTo(409);
    assertThat(audits(release)).containsExactly("operator RETRY");
    assertThat(books.heldUnits(terms)).isZero();
    books.agree(terms.group());
  }

  /** The attempt is made and its confirmation cannot be written: it fails again and again. */
  @Test
  void aMovementWhoseAttemptsThrowIsBookedAndMadeOnceWhenTheCauseIsGone() throws Exception {
    OrderGroupTerms terms = submitted(Orders.group().sell(SKY, 10));
    TransferId release = TransferId.release(terms.legs().getFirst().leg());
    jdbc.update(
        """
        INSERT INTO point_statement_book
          (transfer_id, kind, ex_code, units, group_id, leg_id, user_id, merchant_reference,
           merchant_at, recorded_at)
        VALUES (?, 'RETURN', 'SKY', 1, 1, 1, 1, 'in the way', NOW(6), NOW(6))
        """,
        release.value());
    Exchange.core(new OrderGroupRejected(terms, RejectReason.EXPIRED));
    awaitBooked(release, "threw-DuplicateKeyException");
    assertThat(entry(release).path("units").asString()).isEqualTo("103");
    assertThat(books.legStates(terms.group())).containsExactly("ENDED");

    jdbc.update("DELETE FROM point_statement_book WHERE transfer_id = ?", release.value());
    assertThat(retry(release, "operator").statusCode()).isEqualTo(202);
    awaitStuckAndMoved(terms, release);
    assertThat(books.error(release).get("resolved_at")).isNotNull();
    assertThat(books.heldUnits(terms)).isZero();
    books.agree(terms.group());
  }

  @Test
  void whatIsOwedToAMerchantThatWasTakenOutOfTheConfigurationIsBookedAndStaysUnknown() {
    TransferId settle = owedToAMerchantThatIsGone();
    awaitBooked(settle, "not-configured");
    assertThat(books.error(settle).get("resolved_at")).isNull();
    assertThat(
            jdbc.queryForObject(
                "SELECT state FROM obligation WHERE reference = ?", String.class, settle.value()))
        .isEqualTo("STUCK");
  }

  @Test
  void isForOperatorsOnlyAndKnowsWhatItDoesNotHave() throws Exception {
    assertThat(get("", null).statusCode()).isEqualTo(401);
    assertThat(get("", "frontoffice-svc").statusCode()).isEqualTo(403);
    assertThat(retry(new TransferId("release-1"), "operator").statusCode()).isEqualTo(404);
    assertThat(get("?limit=x", "operator").statusCode()).isEqualTo(400);
  }

  private TransferId owedToAMerchantThatIsGone() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    LegTerms leg = terms.legs().getFirst();
    TransferId settle = TransferId.settle(leg.leg(), 1);
    Movement movement =
        new Movement(
            settle,
            TransferKind.SETTLE,
            new AssetCode("GONE"),
            7,
            "ann",
            null,
            terms.group(),
            leg.leg(),
            terms.user());
    transaction.executeWithoutResult(_ -> movements.owe(movement, clock.instant()));
    return settle;
  }

  private OrderGroupTerms submitted(Orders orders) {
    OrderGroupTerms terms = orders.terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    return terms;
  }

  private void awaitBooked(TransferId id, String reason) {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.error(id)).containsEntry("reason", reason));
  }

  /** One PointsStuck when it was booked, one PointsMoved when it was made, in this order. */
  private static void awaitStuckAndMoved(OrderGroupTerms terms, TransferId id) {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        Exchange.statements(terms.group()).stream()
                            .filter(event -> idOf(event).equals(id))
                            .map(event -> event.getClass().getSimpleName()))
                    .containsExactly("PointsStuck", "PointsMoved"));
  }

  private static TransferId idOf(io.dams.contracts.topic.StatementEvent event) {
    return switch (event) {
      case PointsStuck stuck -> stuck.transferId();
      case io.dams.contracts.topic.StatementEvent.PointsMoved moved -> moved.transferId();
      default -> throw new AssertionError("not of a return: " + event);
    };
  }

  private JsonNode entry(TransferId id) throws Exception {
    String after = "0";
    while (after != null) {
      JsonNode page = json.readTree(get("?open=true&limit=2&after=" + after, "operator").body());
      for (JsonNode item : page.path("items")) {
        if (item.path("transferId").asString().equals(id.value())) {
          return item;
        }
      }
      after = page.path("next").isNull() ? null : page.path("next").asString();
    }
    throw new AssertionError("the list does not have " + id);
  }

  private double gauge(String name) {
    Gauge gauge = meters.find(name).tag("merchant", "SKY").gauge();
    return gauge == null ? -1 : gauge.value();
  }

  private List<String> audits(TransferId id) {
    return jdbc.queryForList(
        """
        SELECT CONCAT(actor, ' ', action) FROM audit_trail
        WHERE book = 'ERRORS' AND subject = ? ORDER BY id
        """,
        String.class,
        id.value());
  }

  private HttpResponse<String> get(String query, String as)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(query)).GET(), as);
  }

  private HttpResponse<String> retry(TransferId id, String as)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri("/" + id + "/retry")).POST(HttpRequest.BodyPublishers.noBody()),
        as);
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String as)
      throws IOException, InterruptedException {
    if (as != null) {
      request.header("Authorization", TestIdentity.bearer(as, "backoffice-svc"));
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private URI uri(String rest) {
    return URI.create("http://127.0.0.1:" + port + "/ops/errors" + rest);
  }
}
