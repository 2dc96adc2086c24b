package io.dams.ledger.order;

import static io.dams.ledger.testing.Groups.PLACED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupAccepted;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitFailed;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitted;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.contracts.topic.PushRequested;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.contracts.topic.StatementEvent.PointsStuck;
import io.dams.contracts.topic.Topics;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.Accounts;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.hold.HoldId;
import io.dams.ledger.hold.Holds;
import io.dams.ledger.issue.Issues;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.market.PointAmounts;
import io.dams.ledger.testing.Groups;
import io.dams.ledger.testing.Ids;
import io.dams.ledger.testing.Wire;
import io.dams.ledger.trial.TrialBalances;
import io.dams.platform.testing.RealServers;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A linked swap and its neighbours, from the topics to the books, with every message repeated. */
@RealServers(schema = "ledger")
class SwapIT {

  private static final List<String> TABLES =
      List.of(
          "SELECT COUNT(*) AS n, SUM(id) AS s FROM journal",
          "SELECT * FROM account ORDER BY code",
          "SELECT * FROM hold ORDER BY id",
          "SELECT * FROM point_order_group_history ORDER BY group_id",
          "SELECT * FROM point_order_history ORDER BY leg_id",
          "SELECT * FROM point_trade_history ORDER BY shard, sequence",
          "SELECT * FROM point_amount ORDER BY point");

  @Autowired JsonMapper json;
  @Autowired Holds holds;
  @Autowired Issues issues;
  @Autowired Accounts accounts;
  @Autowired PointAmounts amounts;
  @Autowired TrialBalances trialBalances;
  @Autowired JdbcClient jdbc;

  private final AssetCode sky = Ids.point("SK");
  private final AssetCode bean = Ids.point("BE");
  private final UserId maker = Ids.user();
  private final UserId alice = Ids.user();
  private Wire wire;

  @BeforeEach
  void connect() {
    wire = new Wire(json);
  }

  @AfterEach
  void everythingAddsUp() {
    wire.close();
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  @Test
  void booksALinkedSwapToTheUnitAndEachMessageOnce() {
    OrderGroupTerms bid = Groups.of(maker).buy(sky, 10, 50).terms();
    OrderGroupTerms ask = Groups.of(maker).sell(bean, 20, 20).terms();
    OrderGroupTerms swap = Groups.of(alice).sell(sky, 10, 48).buy(bean, 20, 25).terms();
    issue(maker, 600);
    holds.place(
        AllowList.BACKOFFICE,
        HoldId.of(bid.group()),
        AccountId.user(maker, Ids.DMT),
        money(500),
        null);

    submitAndAccept(bid);
    submitAndAccept(ask);
    reserve(ask, 0);
    reserve(swap, 0);
    submitAndAccept(swap);
    wire.awaitHeard();
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 1_000, 1_000, 0));
    assertThat(amount(bean)).isEqualTo(new PointAmount(bean, 2_000, 2_000, 0));

    wire.core(0, Groups.trade(bid, 0, swap, 0, 10, 50));
    end(bid, 0, LegEnd.FILLED, 10, 1);
    wire.core(0, new OrderGroupEnded(bid.group(), GroupEnd.FILLED, 0));
    end(swap, 0, LegEnd.FILLED, 10, 1);
    wire.core(0, Groups.trade(swap, 1, ask, 0, 5, 20));
    wire.repeatLast();
    wire.core(0, Groups.trade(swap, 1, ask, 0, 15, 20));
    end(ask, 0, LegEnd.FILLED, 20, 2);
    wire.core(0, new OrderGroupEnded(ask.group(), GroupEnd.FILLED, 0));
    end(swap, 1, LegEnd.FILLED, 20, 2);
    wire.core(0, new OrderGroupEnded(swap.group(), GroupEnd.FILLED, 100));
    moved(TransferKind.SETTLE, sky, 1_000, bid, 0);
    moved(TransferKind.SETTLE, bean, 2_000, swap, 1);
    moved(TransferKind.FEE, sky, 10, swap, 0);
    moved(TransferKind.FEE, bean, 20, ask, 0);
    wire.awaitHeard();

    assertThat(accounts.balances(maker)).containsExactly(new TokenBalance(Ids.DMT, 500, 0));
    assertThat(accounts.balances(alice)).containsExactly(new TokenBalance(Ids.DMT, 100, 0));
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 0, 0, 1_000));
    assertThat(amount(bean)).isEqualTo(new PointAmount(bean, 0, 0, 2_000));
    assertThat(balance(AccountId.intermediary(sky))).isZero();
    assertThat(balance(AccountId.intermediary(bean))).isZero();
    assertThat(balance(AccountId.fee(sky))).isEqualTo(10);
    assertThat(balance(AccountId.fee(bean))).isEqualTo(20);
    assertThat(balance(AccountId.purse(swap.group(), Ids.DMT))).isZero();
    assertThat(statuses(swap)).containsExactly("FILLED", "FILLED", "FILLED");
    assertThat(trades(swap)).containsExactly("10@50", "5@20", "15@20");

    List<?> before = everything();
    wire.replay();
    wire.awaitHeard();
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void givesBackWhatACancelledGroupDidNotUse() {
    OrderGroupTerms bid = Groups.of(maker).buy(sky, 10, 50).terms();
    OrderGroupTerms swap = Groups.of(alice).sell(sky, 4, 48).buy(bean, 20, 25).terms();
    issue(maker, 500);
    holds.place(
        AllowList.BACKOFFICE,
        HoldId.of(bid.group()),
        AccountId.user(maker, Ids.DMT),
        money(500),
        null);
    submitAndAccept(bid);
    reserve(swap, 0);
    submitAndAccept(swap);
    wire.core(0, Groups.trade(bid, 0, swap, 0, 3, 50));
    end(swap, 0, LegEnd.CANCELLED, 3, 1);
    end(swap, 1, LegEnd.CANCELLED, 0, 0);
    wire.core(0, new OrderGroupEnded(swap.group(), GroupEnd.PARTLY_FILLED, 150));
    moved(TransferKind.SETTLE, sky, 300, bid, 0);
    moved(TransferKind.RETURN, sky, 101, swap, 0);
    moved(TransferKind.FEE, sky, 3, swap, 0);
    wire.awaitHeard();

    assertThat(accounts.balances(alice)).containsExactly(new TokenBalance(Ids.DMT, 150, 0));
    assertThat(accounts.balances(maker)).containsExactly(new TokenBalance(Ids.DMT, 0, 350));
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 0, 700, 300));
    assertThat(amount(bean)).isEqualTo(new PointAmount(bean, 0, 0, 0));
    assertThat(balance(AccountId.intermediary(sky))).isZero();
    assertThat(statuses(swap)).containsExactly("PARTLY_FILLED", "CANCELLED", "CANCELLED");

    end(bid, 0, LegEnd.EXPIRED, 3, 1);
    wire.core(0, new OrderGroupEnded(bid.group(), GroupEnd.PARTLY_FILLED, 350));
    wire.awaitHeard();
    assertThat(accounts.balances(maker)).containsExactly(new TokenBalance(Ids.DMT, 350, 0));
    assertThat(amount(sky)).isEqualTo(new PointAmount(sky, 0, 0, 300));
  }

  @Test
  void tellsTheUsersDevicesOnceThatAGroupFailed() {
    OrderGroupTerms group = Groups.of(alice).sell(sky, 4, 48).terms();
    wire.order(
        new OrderGroupSubmitFailed(
            group,
            SubmitFailure.INSUFFICIENT_POINTS,
            group.legs().getFirst().leg(),
            "x",
            PLACED_AT));
    wire.repeatLast();
    wire.awaitHeard();
    assertThat(statuses(group)).containsExactly("SUBMIT_FAILURE", "SUBMIT_FAILURE");
    assertThat(amounts.all()).noneMatch(a -> a.point().equals(sky));
    Awaitility.await()
        .atMost(Duration.ofSeconds(150))
        .untilAsserted(() -> assertThat(wire.read(Topics.PUSH, alice.toString())).isNotEmpty());
    assertThat(wire.read(Topics.PUSH, alice.toString()))
        .extracting(r -> json.readValue(r.value(), PushRequested.class))
        .containsExactly(
            new PushRequested(alice, group.group(), "SUBMIT_FAILURE", "INSUFFICIENT_POINTS"));
  }

  @Test
  void mirrorsWhatMovedAndNothingThatIsStuck() {
    OrderGroupTerms ask = Groups.of(maker).sell(bean, 20, 20).terms();
    reserve(ask, 0);
    wire.statement(
        new PointsStuck(
            TransferId.release(leg(ask, 0)),
            TransferKind.RETURN,
            bean,
            2_020,
            ask.group(),
            leg(ask, 0),
            maker,
            "MERCHANT_UNAVAILABLE",
            PLACED_AT));
    wire.awaitHeard();
    assertThat(balance(AccountId.intermediary(bean))).isEqualTo(2_020);
    assertThat(balance(AccountId.outside(bean))).isEqualTo(-2_020);
  }

  /** The settlement of one group may be heard before the reserve of another that it draws on. */
  @Test
  void mirrorsASettlementThatIsHeardBeforeItsReserve() {
    OrderGroupTerms ask = Groups.of(maker).sell(bean, 20, 20).terms();
    OrderGroupTerms bid = Groups.of(alice).buy(bean, 20, 20).terms();
    moved(TransferKind.SETTLE, bean, 2_000, bid, 0);
    wire.awaitHeard();
    assertThat(balance(AccountId.intermediary(bean))).isEqualTo(-2_000);
    reserve(ask, 0);
    moved(TransferKind.FEE, bean, 20, ask, 0);
    wire.awaitHeard();
    assertThat(balance(AccountId.intermediary(bean))).isZero();
  }

  private void submitAndAccept(OrderGroupTerms terms) {
    wire.order(new OrderGroupSubmitted(terms, PLACED_AT));
    wire.core(0, new OrderGroupAccepted(terms));
  }

  private void end(OrderGroupTerms terms, int leg, LegEnd reason, long lots, int trades) {
    wire.core(0, new LegEnded(terms.group(), leg(terms, leg), reason, lots, trades));
  }

  private void reserve(OrderGroupTerms terms, int leg) {
    moved(
        TransferKind.RESERVE,
        terms.legs().get(leg).point(),
        terms.legs().get(leg).reserveUnits(),
        terms,
        leg);
  }

  private void moved(
      TransferKind kind, AssetCode point, long units, OrderGroupTerms terms, int leg) {
    TransferId id =
        switch (kind) {
          case RESERVE -> TransferId.reserve(leg(terms, leg));
          case RETURN -> TransferId.release(leg(terms, leg));
          case FEE -> TransferId.fee(leg(terms, leg));
          case SETTLE -> TransferId.settle(leg(terms, leg), 1);
        };
    wire.statement(
        new PointsMoved(
            id, kind, point, units, terms.group(), leg(terms, leg), terms.user(), PLACED_AT));
    wire.repeatLast();
  }

  private static LegId leg(OrderGroupTerms terms, int number) {
    return terms.legs().get(number).leg();
  }

  private void issue(UserId user, long units) {
    issues.issue(new Reference(AllowList.OPERATOR, Ids.text("issue")), user, money(units));
  }

  private PointAmount amount(AssetCode point) {
    return amounts.all().stream().filter(a -> a.point().equals(point)).findFirst().orElseThrow();
  }

  private long balance(AccountId account) {
    return jdbc.sql("SELECT SUM(balance_units) FROM account WHERE code = ? OR code LIKE ?")
        .params(account.code(), account.code() + "#%")
        .query(Long.class)
        .single();
  }

  /** Of the group, then of its legs. */
  private List<String> statuses(OrderGroupTerms terms) {
    return jdbc.sql(
            """
            SELECT status FROM (
              SELECT group_id AS id, 0 AS part, status FROM point_order_group_history
              UNION ALL
              SELECT leg_id, 1, status FROM point_order_history) x
            WHERE id BETWEEN ? AND ? ORDER BY part, id
            """)
        .params(terms.group().value(), terms.group().value() + 7)
        .query(String.class)
        .list();
  }

  private List<String> trades(OrderGroupTerms terms) {
    return jdbc.sql(
            """
            SELECT CONCAT(lots, '@', price_units) FROM point_trade_history
            WHERE buy_group = ? OR sell_group = ? ORDER BY shard, sequence
            """)
        .params(terms.group().value(), terms.group().value())
        .query(String.class)
        .list();
  }

  private List<?> everything() {
    return TABLES.stream().map(sql -> jdbc.sql(sql).query().listOfRows()).toList();
  }

  private static Money money(long units) {
    return new Money(Ids.DMT, units);
  }
}
