package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.BEAN;
import static io.dams.backoffice.World.Merchant.MART;
import static io.dams.backoffice.World.Merchant.SKY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Invariant 5: an answer that was lost is asked about; only then is anything concluded. */
@BackofficeIT
class UnknownAnswerIT {

  /** Much longer than we wait for the merchant, and than what is to happen meanwhile takes. */
  private static final Duration STALL = Duration.ofSeconds(5);

  @Autowired private JdbcTemplate jdbc;

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
  void aReserveThatWasDoneButNotAnsweredIsFoundAndNotSentAgain() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    String id = reserveId(terms, 0);
    fault(Fault.of(new Fault.DropReply()).on(TransferKind.RESERVE).subject(id));
    Exchange.place(terms);

    Exchange.submission(terms.group());
    assertThat(World.merchant(SKY).requests().count(Operation.TRANSFER, id)).isEqualTo(1);
    assertThat(World.merchant(SKY).requests().count(Operation.QUERY, id)).isEqualTo(1);
    books.agree(terms.group());
  }

  @Test
  void aReserveThatWasNotDoneIsSentAgainWithTheSameId() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    String id = reserveId(terms, 0);
    fault(Fault.of(new Fault.ServerError(503, false)).on(TransferKind.RESERVE).subject(id));
    Exchange.place(terms);

    Exchange.submission(terms.group());
    assertThat(World.merchant(SKY).requests().count(Operation.TRANSFER, id)).isEqualTo(2);
    books.agree(terms.group());
  }

  @ParameterizedTest
  @EnumSource(Fault.Form.class)
  void aWrongAnswerIsNoAnswer(Fault.Form form) {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    fault(
        Fault.of(new Fault.WrongAnswer(form))
            .on(TransferKind.RESERVE)
            .subject(reserveId(terms, 0)));
    Exchange.place(terms);

    Exchange.submission(terms.group());
    assertThat(books.theirs(terms.group())).hasSize(1);
    books.agree(terms.group());
  }

  @Test
  void aRefusalAfterALostAnswerIsBelievedOnlyWhenTheCancelConfirmsIt() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    String id = reserveId(terms, 0);
    fault(Fault.of(new Fault.DropReply()).on(TransferKind.RESERVE).subject(id));
    fault(
        Fault.of(new Fault.Refuse(MerchantProblem.UNKNOWN_TRANSFER))
            .on(Operation.QUERY)
            .subject(id));
    fault(
        Fault.of(new Fault.Refuse(MerchantProblem.INSUFFICIENT_POINTS))
            .on(TransferKind.RESERVE)
            .subject(id));
    Exchange.place(terms);

    Exchange.submission(terms.group());
    assertThat(World.merchant(SKY).requests().count(Operation.CANCEL, id)).isEqualTo(1);
    books.agree(terms.group());
  }

  @Test
  void aCancelThatAnswersDoneAfterTheGroupFailedIsReturned() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).sellWithout(BEAN, 10).buy(MART, 1).terms();
    String id = reserveId(terms, 0);
    fault(Fault.of(new Fault.DropReply()).on(TransferKind.RESERVE).subject(id));
    fault(Fault.of(new Fault.Unavailable()).on(Operation.QUERY).subject(id).always());
    Exchange.place(terms);

    assertThat(Exchange.failure(terms.group()).reason())
        .isEqualTo(SubmitFailure.INSUFFICIENT_POINTS);
    rest(terms);
    assertThat(books.ours(terms.group()))
        .extracting(Books.Line::kind)
        .containsExactly(TransferKind.RETURN, TransferKind.RESERVE);
    assertThat(books.heldUnits(terms)).isZero();
  }

  @Test
  void aRequestThatStallsUntilAfterTheCancelFindsATombstone() {
    OrderGroupTerms terms = Orders.group().sell(BEAN, 10).sellWithout(SKY, 10).buy(MART, 1).terms();
    String id = reserveId(terms, 0);
    fault(BEAN, Fault.of(Fault.Stall.of(STALL)).on(TransferKind.RESERVE).subject(id).always());
    Exchange.place(terms);

    Exchange.failure(terms.group());
    rest(terms);
    assertThat(World.merchant(BEAN).requests().count(Operation.CANCEL, id)).isPositive();
    // the stalled request is executed now, or rather refused
    await()
        .during(STALL)
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.theirs(terms.group())).isEmpty());
    assertThat(books.legStates(terms.group()).getFirst()).isEqualTo("REFUSED");
  }

  @Test
  void aReserveFoundDoneAtTheDeadlineIsSubmitted() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    String id = reserveId(terms, 0);
    fault(Fault.of(new Fault.DropReply()).on(TransferKind.RESERVE).subject(id));
    fault(Fault.of(new Fault.Unavailable()).on(Operation.QUERY).subject(id).always());
    Exchange.place(terms);
    deadlinePasses(SKY, terms);

    Exchange.submission(terms.group());
    assertThat(World.merchant(SKY).requests().count(Operation.CANCEL, id)).isEqualTo(1);
    books.agree(terms.group());
  }

  @Test
  void aReserveNeverExecutedIsGivenUpAtTheDeadline() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).buy(MART, 1).terms();
    fault(
        Fault.of(new Fault.Unavailable())
            .on(TransferKind.RESERVE)
            .subject(reserveId(terms, 0))
            .always());
    Exchange.place(terms);
    deadlinePasses(SKY, terms);

    assertThat(Exchange.failure(terms.group()).reason())
        .isEqualTo(SubmitFailure.MERCHANT_UNAVAILABLE);
    rest(terms);
    assertThat(books.theirs(terms.group())).isEmpty();
  }

  @Test
  void aDeadMerchantFailsTheGroupAndItsReserveIsResolvedWhenItIsBack() {
    OrderGroupTerms terms = Orders.group().sell(BEAN, 10).sell(SKY, 10).buy(MART, 1).terms();
    String id = reserveId(terms, 0);
    fault(BEAN, Fault.of(new Fault.DropReply()).on(TransferKind.RESERVE).subject(id));
    fault(BEAN, Fault.of(new Fault.Unavailable()).subject(id).always());
    Exchange.place(terms);
    deadlinePasses(BEAN, terms);

    assertThat(Exchange.failure(terms.group()).reason())
        .isEqualTo(SubmitFailure.MERCHANT_UNAVAILABLE);
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.error(new TransferId(id))).isNotEmpty());
    assertThat(books.units(terms.legs().get(1), TransferKind.RETURN)).isEqualTo(103);
    assertThat(books.units(terms.legs().get(0), TransferKind.RESERVE)).isEqualTo(103);

    World.merchant(BEAN).faults().clear();
    rest(terms);
    assertThat(books.error(new TransferId(id)).get("resolved_at")).isNotNull();
    assertThat(books.heldUnits(terms)).isZero();
  }

  /** Done, with a number or a time of the merchant that has no place in our book. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.Form.class,
      names = {"OVERLONG", "TIMELESS"})
  void answersThatNoBookHoldsFailTheGroupAndAreResolvedWhenTheyFit(Fault.Form form) {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    TransferId reserve = new TransferId(reserveId(terms, 0));
    fault(Fault.of(new Fault.WrongAnswer(form)).subject(reserve.value()).always());
    Exchange.place(terms);
    deadlinePasses(SKY, terms);

    assertThat(Exchange.failure(terms.group()).reason())
        .isEqualTo(SubmitFailure.MERCHANT_UNAVAILABLE);
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () -> assertThat(books.error(reserve)).containsEntry("reason", "answer-does-not-fit"));

    World.merchant(SKY).faults().clear();
    rest(terms);
    assertThat(books.error(reserve).get("resolved_at")).isNotNull();
    assertThat(books.heldUnits(terms)).isZero();
  }

  /** After the first request for its first leg. */
  private void deadlinePasses(World.Merchant merchant, OrderGroupTerms terms) {
    String id = reserveId(terms, 0);
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> World.merchant(merchant).requests().count(Operation.TRANSFER, id) > 0);
    books.deadlinePasses(terms);
  }

  private void rest(OrderGroupTerms terms) {
    await().atMost(Exchange.PATIENCE).untilAsserted(() -> assertThat(books.open(terms)).isEmpty());
    books.agree(terms.group());
  }

  private static void fault(Fault fault) {
    fault(SKY, fault);
  }

  private static void fault(World.Merchant merchant, Fault fault) {
    World.merchant(merchant).faults().add(fault);
  }

  private static String reserveId(OrderGroupTerms terms, int leg) {
    return TransferId.reserve(terms.legs().get(leg).leg()).value();
  }
}
