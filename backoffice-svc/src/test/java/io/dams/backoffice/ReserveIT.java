package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.BEAN;
import static io.dams.backoffice.World.Merchant.MART;
import static io.dams.backoffice.World.Merchant.SKY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.ledger.HoldAnswer;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreOrder.SubmitOrderGroup;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitFailed;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@BackofficeIT
class ReserveIT {

  @Autowired private JdbcTemplate jdbc;

  private Books books;

  @BeforeEach
  void openBooks() {
    books = new Books(jdbc);
  }

  @Test
  void reservesEverySellLegAndSubmitsTheGroupOnce() {
    OrderGroupTerms terms = Orders.group().buy(MART, 5).sell(SKY, 10).sell(BEAN, 3).terms();
    Exchange.place(terms);

    assertThat(Exchange.submission(terms.group()).group()).isEqualTo(terms);
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(Exchange.coreOrders(terms.group()))
                    .containsExactly(new SubmitOrderGroup(terms)));
    assertThat(Exchange.orderEvents(terms.group())).hasSize(1);
    assertThat(books.ours(terms.group()))
        .containsExactly(reserve(terms.legs().get(1), 100 + 3), reserve(terms.legs().get(2), 30));
    books.agree(terms.group());
  }

  @Test
  void reservesTheOneSellLegOfAGroupThatBuysMany() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 100).buy(BEAN, 3).buy(MART, 4).terms();
    Exchange.place(terms);

    Exchange.submission(terms.group());
    assertThat(books.ours(terms.group())).containsExactly(reserve(terms.legs().get(0), 1_033));
    books.agree(terms.group());
  }

  @Test
  void holdsTokensForASingleBuyLeg() {
    OrderGroupTerms terms = Orders.group().buy(SKY, 7).terms();
    Exchange.place(terms);

    Exchange.submission(terms.group());
    assertThat(World.ledger().hold(terms.group()))
        .isEqualTo(new HoldAnswer(terms.group(), HoldAnswer.State.PLACED, 700, 0));
    assertThat(World.ledger().callers()).allMatch(caller -> caller.startsWith("Bearer "));
    assertThat(books.ours(terms.group())).isEmpty();
  }

  @Test
  void aRefusalOfTheSecondOfThreeReturnsWhatWasReservedAndTellsTheReason() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).sellWithout(BEAN, 10).buy(MART, 3).terms();
    Exchange.place(terms);

    OrderGroupSubmitFailed failed = Exchange.failure(terms.group());
    assertThat(failed.reason()).isEqualTo(SubmitFailure.INSUFFICIENT_POINTS);
    assertThat(failed.leg()).isEqualTo(terms.legs().get(1).leg());
    restAfterFailure(terms);
    assertThat(Exchange.coreOrders(terms.group())).isEmpty();
  }

  @Test
  void aMemberTokenThatIsInvalidFailsTheGroupWithThatReason() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).buy(MART, 3).terms();
    World.merchant(SKY)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(MerchantProblem.MEMBER_TOKEN_INVALID))
                .on(TransferKind.RESERVE)
                .subject(terms.legs().get(0).externalUid()));
    Exchange.place(terms);

    assertThat(Exchange.failure(terms.group()).reason())
        .isEqualTo(SubmitFailure.MEMBER_TOKEN_INVALID);
    restAfterFailure(terms);
  }

  @Test
  void aDestinationThatIsClosedFailsTheGroup() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).buy(MART, 3).terms();
    World.merchant(MART)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(MerchantProblem.ACCOUNT_CLOSED))
                .on(Operation.BALANCE)
                .subject(terms.legs().get(1).externalUid()));
    Exchange.place(terms);

    OrderGroupSubmitFailed failed = Exchange.failure(terms.group());
    assertThat(failed.reason()).isEqualTo(SubmitFailure.ACCOUNT_CLOSED);
    assertThat(failed.leg()).isEqualTo(terms.legs().get(1).leg());
    restAfterFailure(terms);
  }

  @Test
  void tokensThatDoNotSufficeFailTheGroup() {
    OrderGroupTerms terms = Orders.group().buy(SKY, 7).terms();
    World.ledger().refuse(terms.group());
    Exchange.place(terms);

    assertThat(Exchange.failure(terms.group()).reason())
        .isEqualTo(SubmitFailure.INSUFFICIENT_TOKENS);
    assertThat(World.ledger().hold(terms.group())).isNull();
  }

  @Test
  void aHoldWhoseReplyWasLostIsPlacedOnceAndVoidedWhenTheGroupFails() {
    Orders orders = Orders.group().buy(SKY, 7);
    OrderGroupTerms terms = orders.terms();
    World.ledger().dropReply(terms.group());
    World.merchant(SKY)
        .faults()
        .add(
            Fault.of(new Fault.Refuse(MerchantProblem.ACCOUNT_CLOSED))
                .on(Operation.BALANCE)
                .subject(orders.uid(SKY)));
    Exchange.place(terms);

    assertThat(Exchange.failure(terms.group()).reason()).isEqualTo(SubmitFailure.ACCOUNT_CLOSED);
    await().atMost(Exchange.PATIENCE).untilAsserted(() -> assertThat(books.open(terms)).isEmpty());
    HoldAnswer hold = World.ledger().hold(terms.group());
    assertThat(hold == null ? HoldAnswer.State.VOIDED : hold.state())
        .isEqualTo(HoldAnswer.State.VOIDED);
  }

  @Test
  void anOrderThatIsIncompleteFailsAndTheNextOneIsServed() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    LegTerms leg = terms.legs().getFirst();
    OrderGroupTerms homeless =
        new OrderGroupTerms(
            terms.group(),
            terms.user(),
            terms.token(),
            terms.shard(),
            terms.timeInForce(),
            null,
            terms.placedAt(),
            java.util.List.of(
                new LegTerms(
                    leg.leg(),
                    leg.contract(),
                    leg.point(),
                    leg.side(),
                    leg.lots(),
                    leg.lotUnits(),
                    leg.limitPriceUnits(),
                    leg.feeUnits(),
                    " ")));
    Exchange.place(homeless);
    OrderGroupSubmitFailed failed = Exchange.failure(terms.group());
    assertThat(failed.reason()).isEqualTo(SubmitFailure.INVALID_ORDER);
    assertThat(failed.detail()).contains("externalUid");
    assertThat(books.groupState(terms.group())).isEqualTo("NONE");

    Exchange.raw(
        UUID.randomUUID().toString(),
        "PlaceOrderGroup",
        "no-number",
        "{\"type\":\"PlaceOrderGroup\",\"group\":{\"legs\":[]}}".getBytes(StandardCharsets.UTF_8));
    Exchange.raw(UUID.randomUUID().toString(), "X", "poison", new byte[] {1, 2, 3});
    OrderGroupTerms next = Orders.group().sell(SKY, 10).terms();
    Exchange.place(next);
    Exchange.submission(next.group());
  }

  @Test
  void anOrderThatHasExpiredOnItsWayFails() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms(Instant.now().minusSeconds(1));
    Exchange.place(terms);
    assertThat(Exchange.failure(terms.group()).reason()).isEqualTo(SubmitFailure.EXPIRED);
  }

  @Test
  void theSameMessageTwiceAndTheSameGroupTwiceReserveOnce() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).buy(MART, 3).terms();
    String id = UUID.randomUUID().toString();
    Exchange.input(id, new InputOrder.PlaceOrderGroup(terms));
    Exchange.input(id, new InputOrder.PlaceOrderGroup(terms));
    Exchange.place(terms);
    Exchange.submission(terms.group());
    // a later message with the same key shows that all of them were looked at
    Exchange.input(
        UUID.randomUUID().toString(),
        new InputOrder.CancelOrderGroup(terms.group(), terms.user(), null));
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(Exchange.coreOrders(terms.group())).hasSize(2));

    assertThat(Exchange.orderEvents(terms.group())).hasSize(1);
    assertThat(books.theirs(terms.group())).hasSize(1);
    books.agree(terms.group());
  }

  private void restAfterFailure(OrderGroupTerms terms) {
    OrderGroupId group = terms.group();
    await().atMost(Exchange.PATIENCE).untilAsserted(() -> assertThat(books.open(terms)).isEmpty());
    assertThat(books.groupState(group)).isEqualTo("FAILED");
    assertThat(books.heldUnits(terms)).isZero();
    assertThat(Exchange.orderEvents(group)).hasSize(1);
    books.agree(group);
  }

  private static Books.Line reserve(LegTerms leg, long units) {
    return new Books.Line(TransferId.reserve(leg.leg()).value(), TransferKind.RESERVE, units);
  }
}
