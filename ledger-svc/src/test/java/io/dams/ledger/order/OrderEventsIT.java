package io.dams.ledger.order;

import static io.dams.ledger.testing.Groups.PLACED_AT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupAccepted;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitFailed;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitted;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.history.MismatchException;
import io.dams.ledger.hold.HoldId;
import io.dams.ledger.hold.HoldOutcome;
import io.dams.ledger.hold.Holds;
import io.dams.ledger.issue.Issues;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.market.PointAmounts;
import io.dams.ledger.testing.Groups;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Parallel;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The two topics that tell of a group in every order, and what does not fit. */
@RealServers(schema = "ledger")
class OrderEventsIT {

  /** A shard that no topic has, so that trades here never meet those of other tests. */
  private static final int SHARD = 7;

  private static final AtomicLong SEQUENCE = new AtomicLong();

  @Autowired OrderEvents orderEvents;
  @Autowired CoreEvents coreEvents;
  @Autowired Holds holds;
  @Autowired Issues issues;
  @Autowired Accounts accounts;
  @Autowired PointAmounts amounts;
  @Autowired TrialBalances trialBalances;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcClient jdbc;

  private final AssetCode sky = Ids.point("SK");
  private final AssetCode bean = Ids.point("BE");
  private final UserId alice = Ids.user();
  private final UserId bob = Ids.user();

  @AfterEach
  void everythingAddsUp() {
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  enum Order {
    SUBMITTED_FIRST,
    ACCEPTED_FIRST,
    AT_ONCE
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void countsSupplyAndDemandOnceInWhateverOrderItIsHeard(Order order) throws Exception {
    OrderGroupTerms group = Groups.of(alice).sell(sky, 10, 50).buy(bean, 20, 25).terms();
    tell(order, group, new OrderGroupAccepted(group));
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 1_000, 0, 0));
    assertThat(amount(bean)).isEqualTo(new PointAmount(bean, 0, 2_000, 0));
    assertThat(group(group))
        .containsEntry("status", "SUBMIT")
        .extractingByKeys("submitted_at", "accepted_at")
        .doesNotContainNull();
    assertThat(legs(group)).containsExactly("SUBMIT", "SUBMIT");
  }

  @ParameterizedTest
  @EnumSource(Order.class)
  void takesARejectedGroupOffTheMarketInWhateverOrderItIsHeard(Order order) throws Exception {
    OrderGroupTerms group = Groups.of(alice).buy(sky, 10, 50).terms();
    issue(alice, 500);
    place(group, alice, 500);
    tell(order, group, new OrderGroupRejected(group, RejectReason.CONTRACT_HALTED));
    assertThat(amount(sky)).isIn(new PointAmount(sky, 0, 0, 0), null);
    assertThat(group(group))
        .containsEntry("status", "REJECTED")
        .containsEntry("reason", "CONTRACT_HALTED")
        .extractingByKey("submitted_at")
        .isNotNull();
    assertThat(legs(group)).containsExactly("REJECTED");
    assertThat(accounts.balances(alice)).containsExactly(new TokenBalance(Ids.DMT, 500, 0));
  }

  /** The quantity of one order has 64 bits; what is open of a point may need more. */
  @Test
  void countsMoreOfAPointThanOneOrderCouldHave() {
    long lots = Long.MAX_VALUE / Groups.LOT;
    List<OrderGroupTerms> groups =
        Stream.generate(() -> Groups.of(alice).sell(sky, lots, 1).terms()).limit(3).toList();
    groups.forEach(group -> core(new OrderGroupAccepted(group)));
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, Long.MAX_VALUE, 0, 0));
    assertThat(trialBalances.take().findings()).isEmpty();
    for (OrderGroupTerms group : groups) {
      core(end(group, 0, LegEnd.CANCELLED, 0, 0));
      core(new OrderGroupEnded(group.group(), GroupEnd.CANCELLED, 0));
    }
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 0, 0, 0));
  }

  @ParameterizedTest
  @EnumSource(RejectReason.class)
  void keepsALiveGroupWhenARepeatedSubmissionIsRefused(RejectReason reason) {
    OrderGroupTerms group = Groups.of(alice).sell(sky, 10, 50).terms();
    core(new OrderGroupAccepted(group));
    core(new OrderGroupRejected(group, reason));
    assertThat(group(group)).containsEntry("status", "SUBMIT");
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 1_000, 0, 0));
    core(end(group, 0, LegEnd.CANCELLED, 0, 0));
    core(new OrderGroupEnded(group.group(), GroupEnd.CANCELLED, 0));
    core(new OrderGroupRejected(group, reason));
    assertThat(group(group)).containsEntry("status", "CANCELLED");
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 0, 0, 0));
  }

  @Test
  void refusesAGroupTwice() {
    OrderGroupTerms group = Groups.of(alice).sell(sky, 10, 50).terms();
    order(new OrderGroupSubmitted(group, PLACED_AT));
    core(new OrderGroupRejected(group, RejectReason.EXPIRED));
    core(new OrderGroupRejected(group, RejectReason.EXPIRED));
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 0, 0, 0));
    assertMismatch(() -> core(new OrderGroupAccepted(group)));
  }

  @Test
  void hearsOfAFailureOnceAndNeverAfterASubmission() {
    OrderGroupTerms failed = Groups.of(alice).sell(sky, 10, 50).terms();
    var failure = failure(failed);
    order(failure);
    order(failure);
    assertThat(pushes(failed)).isEqualTo(1);
    assertThat(group(failed))
        .containsEntry("status", "SUBMIT_FAILURE")
        .containsEntry("reason", "MERCHANT_UNAVAILABLE");
    assertMismatch(() -> order(new OrderGroupSubmitted(failed, PLACED_AT)));
    assertMismatch(() -> core(new OrderGroupAccepted(failed)));

    OrderGroupTerms submitted = Groups.of(bob).sell(sky, 10, 50).terms();
    order(new OrderGroupSubmitted(submitted, PLACED_AT));
    assertMismatch(() -> order(failure(submitted)));
    assertThat(group(submitted)).containsEntry("status", "SUBMIT");
    assertThat(pushes(submitted)).isZero();
  }

  @Test
  void takesATradeOnlyBetweenLegsThatHaveItOpen() {
    OrderGroupTerms ask = Groups.of(alice).sell(sky, 10, 50).terms();
    OrderGroupTerms bid = heldBid(10);
    core(new OrderGroupAccepted(ask));
    assertMismatch(() -> core(Groups.trade(bid, 0, ask, 0, 1, 50))); // the bid is unknown
    core(new OrderGroupAccepted(bid));
    assertMismatch(() -> core(Groups.trade(bid, 0, ask, 0, 11, 50)));
    core(Groups.trade(bid, 0, ask, 0, 4, 50));
    assertMismatch(() -> core(Groups.trade(bid, 0, ask, 0, 7, 50)));
    core(end(ask, 0, LegEnd.CANCELLED, 4, 1));
    assertMismatch(() -> core(Groups.trade(bid, 0, ask, 0, 1, 50)));
    assertThat(accounts.balances(alice)).containsExactly(new TokenBalance(Ids.DMT, 200, 0));
    assertThat(accounts.balances(bob)).containsExactly(new TokenBalance(Ids.DMT, 0, 300));
  }

  @Test
  void endsALegOnlyWhenItsTradesAddUp() {
    OrderGroupTerms ask = Groups.of(alice).sell(sky, 10, 50).terms();
    OrderGroupTerms bid = heldBid(10);
    core(new OrderGroupAccepted(ask));
    core(new OrderGroupAccepted(bid));
    core(Groups.trade(bid, 0, ask, 0, 4, 50));
    assertMismatch(() -> core(end(ask, 0, LegEnd.CANCELLED, 5, 1)));
    assertMismatch(() -> core(end(ask, 0, LegEnd.CANCELLED, 4, 2)));
    assertMismatch(() -> core(new OrderGroupEnded(ask.group(), GroupEnd.PARTLY_FILLED, 0)));
    core(end(ask, 0, LegEnd.CANCELLED, 4, 1));
    assertMismatch(() -> core(end(ask, 0, LegEnd.CANCELLED, 4, 1)));
    assertMismatch(() -> core(new OrderGroupEnded(ask.group(), GroupEnd.PARTLY_FILLED, 200)));
    core(new OrderGroupEnded(ask.group(), GroupEnd.PARTLY_FILLED, 0));
    assertMismatch(() -> core(new OrderGroupEnded(ask.group(), GroupEnd.PARTLY_FILLED, 0)));
  }

  /** One group was heard of before the run, the other is opened by it. */
  @Test
  void takesARunInWhichALegTradesSeveralTimesAndEnds() {
    OrderGroupTerms ask = Groups.of(alice).sell(sky, 10, 50).terms();
    OrderGroupTerms bid = heldBid(10);
    order(new OrderGroupSubmitted(ask, PLACED_AT));
    core(
        new OrderGroupAccepted(ask),
        new OrderGroupAccepted(bid),
        Groups.trade(bid, 0, ask, 0, 4, 50),
        Groups.trade(bid, 0, ask, 0, 3, 40),
        end(ask, 0, LegEnd.CANCELLED, 7, 2),
        new OrderGroupEnded(ask.group(), GroupEnd.PARTLY_FILLED, 0));
    assertThat(leg(ask, 0))
        .containsEntry("status", "CANCELLED")
        .containsEntry("executed_lots", 7L)
        .containsEntry("trades", 2)
        .containsEntry("executed_notional_units", new BigDecimal(320))
        .extractingByKey("ended_at")
        .isNotNull();
    assertThat(group(ask))
        .containsEntry("status", "PARTLY_FILLED")
        .containsEntry("purse_units", 0L)
        .extractingByKeys("submitted_at", "accepted_at", "ended_at")
        .doesNotContainNull();
    assertThat(leg(bid, 0))
        .containsEntry("status", "PARTLY_FILLED")
        .containsEntry("executed_notional_units", new BigDecimal(320))
        .containsEntry("ended_at", null);
    assertThat(group(bid)).containsEntry("status", "PARTLY_FILLED").containsEntry("ended_at", null);
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 0, 300, 700));
    assertThat(accounts.balances(alice)).containsExactly(new TokenBalance(Ids.DMT, 320, 0));
  }

  @Test
  void nothingOfARunStandsOfWhichOneEventDoesNotFit() {
    OrderGroupTerms ask = Groups.of(alice).sell(sky, 10, 50).terms();
    OrderGroupTerms bid = heldBid(10);
    core(new OrderGroupAccepted(ask), new OrderGroupAccepted(bid));
    assertMismatch(
        () -> core(Groups.trade(bid, 0, ask, 0, 6, 50), Groups.trade(bid, 0, ask, 0, 5, 50)));
    assertMismatch(
        () -> core(Groups.trade(bid, 0, ask, 0, 6, 50), end(ask, 0, LegEnd.CANCELLED, 0, 0)));
    assertThat(leg(ask, 0)).containsEntry("executed_lots", 0L).containsEntry("ended_at", null);
    assertThat(accounts.balances(alice)).isEmpty();
    core(Groups.trade(bid, 0, ask, 0, 6, 50));
    assertThat(leg(ask, 0)).containsEntry("executed_lots", 6L);
  }

  @Test
  void takesSubmissionsAndFailuresInARun() {
    OrderGroupTerms first = Groups.of(alice).sell(sky, 10, 50).buy(bean, 20, 25).terms();
    OrderGroupTerms second = Groups.of(bob).sell(sky, 5, 50).terms();
    OrderGroupTerms failed = Groups.of(bob).sell(sky, 7, 50).terms();
    order(
        new OrderGroupSubmitted(second, PLACED_AT),
        failure(failed),
        new OrderGroupSubmitted(first, PLACED_AT),
        failure(failed),
        new OrderGroupSubmitted(first, PLACED_AT));
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 1_500, 0, 0));
    assertThat(group(failed)).containsEntry("status", "SUBMIT_FAILURE");
    assertThat(pushes(failed)).isEqualTo(1);
    assertMismatch(() -> order(failure(first), new OrderGroupSubmitted(second, PLACED_AT)));
  }

  @Test
  void stopsWhenThePursesResidueDiffers() {
    OrderGroupTerms swap = Groups.of(alice).sell(sky, 10, 50).buy(bean, 20, 25).terms();
    OrderGroupTerms bid = heldBid(10);
    core(new OrderGroupAccepted(swap));
    core(new OrderGroupAccepted(bid));
    core(Groups.trade(bid, 0, swap, 0, 4, 50));
    core(end(swap, 0, LegEnd.CANCELLED, 4, 1));
    core(end(swap, 1, LegEnd.FUNDS_EXHAUSTED, 0, 0));
    for (long wrong : new long[] {0, 199, 201}) {
      assertMismatch(() -> core(new OrderGroupEnded(swap.group(), GroupEnd.PARTLY_FILLED, wrong)));
    }
    assertThat(group(swap))
        .containsEntry("status", "PARTLY_FILLED")
        .containsEntry("ended_at", null);
    assertThat(accounts.balances(alice)).isEmpty();
    core(new OrderGroupEnded(swap.group(), GroupEnd.PARTLY_FILLED, 200));
    assertThat(accounts.balances(alice)).containsExactly(new TokenBalance(Ids.DMT, 200, 0));
  }

  @Test
  void stopsWhenAPurseWouldPayWhatItDoesNotHave() {
    OrderGroupTerms swap = Groups.of(alice).sell(sky, 10, 50).buy(bean, 20, 25).terms();
    OrderGroupTerms ask = Groups.of(bob).sell(bean, 20, 25).terms();
    core(new OrderGroupAccepted(swap));
    core(new OrderGroupAccepted(ask));
    assertMismatch(() -> core(Groups.trade(swap, 1, ask, 0, 1, 25)));
    assertThat(amount(bean)).isEqualTo(new PointAmount(bean, 2_000, 2_000, 0));
  }

  @Test
  void stopsWhenTheHoldsRestDiffers() {
    OrderGroupTerms bid = heldBid(10);
    OrderGroupTerms ask = Groups.of(alice).sell(sky, 10, 40).terms();
    core(new OrderGroupAccepted(bid));
    core(new OrderGroupAccepted(ask));
    core(Groups.trade(bid, 0, ask, 0, 10, 40));
    core(end(bid, 0, LegEnd.FILLED, 10, 1));
    assertMismatch(() -> core(new OrderGroupEnded(bid.group(), GroupEnd.FILLED, 0)));
    core(new OrderGroupEnded(bid.group(), GroupEnd.FILLED, 100));
    assertThat(accounts.balances(bob)).containsExactly(new TokenBalance(Ids.DMT, 100, 0));
    assertThat(accounts.balances(alice)).containsExactly(new TokenBalance(Ids.DMT, 400, 0));
  }

  @Test
  void takesNoHeldGroupWithoutItsHold() {
    OrderGroupTerms bid = Groups.of(bob).buy(sky, 10, 50).terms();
    assertMismatch(() -> core(new OrderGroupAccepted(bid)));
    assertMismatch(() -> order(new OrderGroupSubmitted(bid, PLACED_AT)));
    issue(bob, 500);
    place(bid, bob, 499);
    assertMismatch(() -> core(new OrderGroupAccepted(bid)));
  }

  @Test
  void leavesTheHoldOfASubmittedGroupToTheCore() {
    OrderGroupTerms bid = heldBid(10);
    order(new OrderGroupSubmitted(bid, PLACED_AT));
    assertThat(holds.voidUncommitted(AllowList.BACKOFFICE, HoldId.of(bid.group())))
        .isEqualTo(new HoldOutcome.Committed(HoldId.of(bid.group())));
  }

  private void tell(Order order, OrderGroupTerms group, CoreEvent.Body body) throws Exception {
    Runnable submitted = () -> order(new OrderGroupSubmitted(group, PLACED_AT));
    Runnable core = () -> core(body);
    switch (order) {
      case SUBMITTED_FIRST -> List.of(submitted, core).forEach(Runnable::run);
      case ACCEPTED_FIRST -> List.of(core, submitted).forEach(Runnable::run);
      case AT_ONCE ->
          Parallel.run(
              2,
              i -> {
                (i == 0 ? submitted : core).run();
                return i;
              });
    }
  }

  private OrderGroupTerms heldBid(long lots) {
    OrderGroupTerms bid = Groups.of(bob).buy(sky, lots, 50).terms();
    issue(bob, lots * 50);
    place(bid, bob, lots * 50);
    return bid;
  }

  private void place(OrderGroupTerms group, UserId user, long units) {
    holds.place(
        AllowList.BACKOFFICE,
        HoldId.of(group.group()),
        AccountId.user(user, Ids.DMT),
        new Money(Ids.DMT, units),
        null);
  }

  private void issue(UserId user, long units) {
    issues.issue(
        new Reference(AllowList.OPERATOR, Ids.text("issue")), user, new Money(Ids.DMT, units));
  }

  /** Events in one transaction. */
  private void order(OrderEvent... events) {
    transaction.executeWithoutResult(_ -> orderEvents.apply(List.of(events)));
  }

  /** As {@link #order}. */
  private void core(CoreEvent.Body... bodies) {
    List<CoreEvent> events = new ArrayList<>();
    for (CoreEvent.Body body : bodies) {
      long sequence = SEQUENCE.incrementAndGet();
      events.add(new CoreEvent(SHARD, sequence, sequence, true, PLACED_AT, body));
    }
    transaction.executeWithoutResult(_ -> coreEvents.apply(events));
  }

  private Map<String, Object> leg(OrderGroupTerms terms, int leg) {
    return jdbc.sql("SELECT * FROM point_order_history WHERE leg_id = ?")
        .param(terms.legs().get(leg).leg().value())
        .query()
        .singleRow();
  }

  private static void assertMismatch(Runnable action) {
    assertThatThrownBy(action::run).isInstanceOf(MismatchException.class);
  }

  private static LegEnded end(
      OrderGroupTerms terms, int leg, LegEnd reason, long lots, int trades) {
    return new LegEnded(terms.group(), terms.legs().get(leg).leg(), reason, lots, trades);
  }

  private static OrderGroupSubmitFailed failure(OrderGroupTerms group) {
    return new OrderGroupSubmitFailed(
        group, SubmitFailure.MERCHANT_UNAVAILABLE, null, "detail", PLACED_AT);
  }

  private PointAmount amount(AssetCode point) {
    Optional<PointAmount> amount =
        amounts.all().stream().filter(a -> a.point().equals(point)).findFirst();
    return amount.orElse(null);
  }

  private Map<String, Object> group(OrderGroupTerms terms) {
    return jdbc.sql("SELECT * FROM point_order_group_history WHERE group_id = ?")
        .param(terms.group().value())
        .query()
        .singleRow();
  }

  private List<String> legs(OrderGroupTerms terms) {
    return jdbc.sql("SELECT status FROM point_order_history WHERE group_id = ? ORDER BY leg_id")
        .param(terms.group().value())
        .query(String.class)
        .list();
  }

  /** Pushes that left the outbox or still stand in it: the key's sequence counts both. */
  private long pushes(OrderGroupTerms terms) {
    return jdbc.sql(
            "SELECT COALESCE(SUM(last_sequence), 0) FROM message_sequence WHERE message_key = ?")
        .param(terms.user().toString())
        .query(Long.class)
        .single();
  }
}
