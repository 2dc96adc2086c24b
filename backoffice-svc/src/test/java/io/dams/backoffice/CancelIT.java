package io.dams.backoffice;

import static io.dams.backoffice.World.Merchant.BEAN;
import static io.dams.backoffice.World.Merchant.MART;
import static io.dams.backoffice.World.Merchant.SKY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.Party;
import io.dams.contracts.topic.CoreEvent.Traded;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.sandbox.merchant.Fault;
import io.dams.sandbox.merchant.Operation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Before submission a cancel ends the group here; after it the core decides. */
@BackofficeIT
class CancelIT {

  /** Much longer than we wait for the merchant, and than what is to happen meanwhile takes. */
  private static final Duration STALL = Duration.ofSeconds(5);

  @Autowired private JdbcTemplate jdbc;
  @Autowired private TransactionTemplate transaction;

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
  void endsAGroupWhoseReserveIsNotDoneYet() {
    OrderGroupTerms terms = Orders.group().sell(BEAN, 10).sell(SKY, 10).buy(MART, 1).terms();
    String slow = TransferId.reserve(terms.legs().get(0).leg()).value();
    World.merchant(BEAN)
        .faults()
        .add(Fault.of(Fault.Stall.of(STALL)).on(TransferKind.RESERVE).subject(slow).always());
    Exchange.place(terms);
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> World.merchant(BEAN).requests().count(Operation.TRANSFER, slow) > 0);
    cancel(terms, null);

    assertThat(Exchange.failure(terms.group()).reason()).isEqualTo(SubmitFailure.CANCELLED);
    rest(terms);
    await()
        .during(STALL)
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.heldUnits(terms)).isZero());
    assertThat(Exchange.coreOrders(terms.group())).isEmpty();
    assertThat(Exchange.orderEvents(terms.group())).hasSize(1);
    books.agree(terms.group());
  }

  /** Somebody has the group's row for longer than the attempts that an error would get. */
  @Test
  void thatDoesNotGetTheGroupsLockIsKeptUntilItDoes() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    transaction.executeWithoutResult(
        _ -> {
          jdbc.queryForList(
              "SELECT * FROM order_group WHERE group_id = ? FOR UPDATE", terms.group().value());
          cancel(terms, null);
          await()
              .during(Duration.ofSeconds(12))
              .atMost(Exchange.PATIENCE)
              .until(() -> Exchange.coreOrders(terms.group()).size() == 1);
        });
    await().atMost(Exchange.PATIENCE).until(() -> Exchange.coreOrders(terms.group()).size() == 2);
    assertThat(
            jdbc.queryForObject(
                "SELECT COUNT(*) FROM message_parked WHERE message_key = ?",
                Integer.class,
                terms.group().toString()))
        .isZero();
  }

  @Test
  void isPassedOnToTheCoreAfterSubmissionEachTime() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    cancel(terms, null);
    cancel(terms, null);

    CoreOrder cancel = new CoreOrder.CancelOrderGroup(terms.group(), null);
    awaitCoreOrders(terms, new CoreOrder.SubmitOrderGroup(terms), cancel, cancel);
    assertThat(books.groupState(terms.group())).isEqualTo("SUBMITTED");
  }

  /** Numbers of one key tell which was first; the order comes second, and is then cancelled. */
  @Test
  void thatOvertakesItsOrderWaitsForIt() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    Exchange.numbered(2, new InputOrder.CancelOrderGroup(terms.group(), terms.user(), null));
    await()
        .atMost(Exchange.PATIENCE)
        .until(
            () ->
                jdbc.queryForObject(
                    "SELECT COUNT(*) FROM message_parked WHERE message_key = ?",
                    Integer.class,
                    terms.group().toString()),
            count -> count == 1);
    assertThat(books.groupState(terms.group())).isEqualTo("NONE");
    Exchange.numbered(1, new InputOrder.PlaceOrderGroup(terms));

    switch (Exchange.decision(terms.group())) {
      case OrderEvent.OrderGroupSubmitFailed failed ->
          assertThat(failed.reason()).isEqualTo(SubmitFailure.CANCELLED);
      case OrderEvent.OrderGroupSubmitted _ ->
          awaitCoreOrders(
              terms,
              new CoreOrder.SubmitOrderGroup(terms),
              new CoreOrder.CancelOrderGroup(terms.group(), null));
    }
  }

  @Test
  void thatComesTwiceBeforeTheReserveIsDoneFailsTheGroupOnce() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).buy(MART, 1).terms();
    String slow = TransferId.reserve(terms.legs().getFirst().leg()).value();
    World.merchant(SKY)
        .faults()
        .add(Fault.of(new Fault.DropReply()).on(TransferKind.RESERVE).subject(slow));
    World.merchant(SKY)
        .faults()
        .add(Fault.of(new Fault.Unavailable()).on(Operation.QUERY).subject(slow).always());
    Exchange.place(terms);
    await()
        .atMost(Exchange.PATIENCE)
        .until(() -> World.merchant(SKY).requests().count(Operation.TRANSFER, slow) > 0);
    cancel(terms, null);
    cancel(terms, null);

    assertThat(Exchange.failure(terms.group()).reason()).isEqualTo(SubmitFailure.CANCELLED);
    cancel(terms, null);
    rest(terms);
    assertThat(books.heldUnits(terms)).isZero();
    assertThat(Exchange.orderEvents(terms.group())).hasSize(1);
    assertThat(Exchange.coreOrders(terms.group())).isEmpty();
    books.agree(terms.group());
  }

  /** The core alone decides which was first; what we do is what it says, once. */
  @Test
  void againstAFillReleasesWhatTheCoreLeavesOfIt() {
    OrderGroupTerms seller = Orders.group().sell(SKY, 10).terms();
    OrderGroupTerms buyer = Orders.group().buy(SKY, 10).terms();
    Exchange.place(seller);
    Exchange.place(buyer);
    Exchange.submission(seller.group());
    Exchange.submission(buyer.group());
    LegTerms sold = seller.legs().getFirst();
    LegTerms bought = buyer.legs().getFirst();
    cancel(seller, null);
    Exchange.core(
        new Traded(
            sold.contract(),
            4,
            Orders.LOT,
            100,
            new Party(buyer.group(), bought.leg(), buyer.user()),
            new Party(seller.group(), sold.leg(), seller.user()),
            Side.BUY));
    cancel(seller, null);
    Exchange.core(
        new LegEnded(seller.group(), sold.leg(), LegEnd.CANCELLED, 4, 1),
        new OrderGroupEnded(seller.group(), GroupEnd.PARTLY_FILLED, 0));
    cancel(seller, null);
    Exchange.core(
        new LegEnded(buyer.group(), bought.leg(), LegEnd.CANCELLED, 4, 1),
        new OrderGroupEnded(buyer.group(), GroupEnd.PARTLY_FILLED, 0));

    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(() -> assertThat(books.ours(seller.group())).hasSize(3));
    rest(seller);
    rest(buyer);
    assertThat(books.units(sold, TransferKind.RETURN)).isEqualTo(103 - 40 - 1);
    assertThat(books.units(sold, TransferKind.FEE)).isEqualTo(1);
    assertThat(books.units(bought, TransferKind.SETTLE)).isEqualTo(40);
    books.agree(seller.group());
    books.agree(buyer.group());
  }

  @Test
  void ofOneLegWaitsForTheSubmissionAndFollowsIt() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).sell(BEAN, 10).buy(MART, 1).terms();
    LegId leg = terms.legs().get(1).leg();
    String slow = TransferId.reserve(terms.legs().get(0).leg()).value();
    World.merchant(SKY)
        .faults()
        .add(Fault.of(new Fault.Unavailable()).on(TransferKind.RESERVE).subject(slow).always());
    Exchange.place(terms);
    cancel(terms, leg);
    await()
        .atMost(Exchange.PATIENCE)
        .until(
            () ->
                jdbc.queryForObject(
                    "SELECT COUNT(*) FROM order_leg WHERE leg_id = ? AND cancel_asked",
                    Integer.class,
                    leg.value()),
            count -> count == 1);
    World.merchant(SKY).faults().clear();

    Exchange.submission(terms.group());
    awaitCoreOrders(
        terms,
        new CoreOrder.SubmitOrderGroup(terms),
        new CoreOrder.CancelOrderGroup(terms.group(), leg));
  }

  @Test
  void ofAnotherUserOrAnUnknownGroupIsIgnored() {
    OrderGroupTerms terms = Orders.group().sell(SKY, 10).terms();
    Exchange.place(terms);
    Exchange.submission(terms.group());
    Exchange.input(
        UUID.randomUUID().toString(),
        new InputOrder.CancelOrderGroup(
            terms.group(), new UserId(terms.user().value() + 1_000_000), null));
    OrderGroupTerms unknown = Orders.group().sell(SKY, 10).terms();
    cancel(unknown, null);
    cancel(terms, null);

    awaitCoreOrders(
        terms,
        new CoreOrder.SubmitOrderGroup(terms),
        new CoreOrder.CancelOrderGroup(terms.group(), null));
    assertThat(Exchange.orderEvents(unknown.group())).isEmpty();
  }

  @Test
  void racingTheReserveEndsEachGroupInOneOfTwoWays() {
    List<OrderGroupTerms> groups =
        IntStream.range(0, 30)
            .mapToObj(_ -> Orders.group().sell(SKY, 10).sell(BEAN, 3).buy(MART, 1).terms())
            .toList();
    groups.forEach(
        terms -> {
          Exchange.place(terms);
          cancel(terms, null);
        });
    List<OrderGroupTerms> submitted = new ArrayList<>();
    for (OrderGroupTerms terms : groups) {
      switch (Exchange.decision(terms.group())) {
        case OrderEvent.OrderGroupSubmitted _ -> submitted.add(terms);
        case OrderEvent.OrderGroupSubmitFailed failed -> {
          assertThat(failed.reason()).isEqualTo(SubmitFailure.CANCELLED);
          rest(terms);
          assertThat(books.heldUnits(terms)).isZero();
          assertThat(Exchange.coreOrders(terms.group())).isEmpty();
        }
      }
    }
    for (OrderGroupTerms terms : submitted) {
      awaitCoreOrders(
          terms,
          new CoreOrder.SubmitOrderGroup(terms),
          new CoreOrder.CancelOrderGroup(terms.group(), null));
    }
    groups.forEach(terms -> books.agree(terms.group()));
  }

  private static void cancel(OrderGroupTerms terms, LegId leg) {
    Exchange.input(
        UUID.randomUUID().toString(),
        new InputOrder.CancelOrderGroup(terms.group(), terms.user(), leg));
  }

  private static void awaitCoreOrders(OrderGroupTerms terms, CoreOrder... orders) {
    await()
        .atMost(Exchange.PATIENCE)
        .untilAsserted(
            () -> assertThat(Exchange.coreOrders(terms.group())).containsExactly(orders));
  }

  private void rest(OrderGroupTerms terms) {
    await().atMost(Exchange.PATIENCE).untilAsserted(() -> assertThat(books.open(terms)).isEmpty());
  }
}
