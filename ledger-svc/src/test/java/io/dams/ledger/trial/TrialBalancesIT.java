package io.dams.ledger.trial;

import static io.dams.ledger.testing.Groups.PLACED_AT;
import static org.assertj.core.api.Assertions.assertThat;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.TrialBalance.Finding;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Money;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AllowList;
import io.dams.ledger.funding.Bookings;
import io.dams.ledger.funding.Funds;
import io.dams.ledger.history.Histories;
import io.dams.ledger.history.HistoriesOfRun;
import io.dams.ledger.history.OrderGroup;
import io.dams.ledger.hold.HoldId;
import io.dams.ledger.hold.Holds;
import io.dams.ledger.issue.Issues;
import io.dams.ledger.journal.Reference;
import io.dams.ledger.market.MarketChanges;
import io.dams.ledger.market.PointAmounts;
import io.dams.ledger.testing.Groups;
import io.dams.ledger.testing.Ids;
import io.dams.platform.testing.RealServers;
import io.dams.platform.testing.TestWorld;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Breaks the books behind the application's back, one rule after the other. */
@RealServers(schema = "ledger")
class TrialBalancesIT {

  private static long sequence = 9_000;

  @Autowired TrialBalances trialBalances;
  @Autowired Issues issues;
  @Autowired Holds holds;
  @Autowired Histories histories;
  @Autowired PointAmounts market;
  @Autowired Funds funds;
  @Autowired TransactionTemplate transaction;

  private final AssetCode sky = Ids.point("SK");
  private final UserId maker = Ids.user();
  private final UserId alice = Ids.user();
  private OrderGroupTerms bid;
  private OrderGroupTerms swap;

  /**
   * A held bid that a linked swap has partly filled: there is a hold, a purse, trades, open legs.
   */
  @BeforeEach
  void trade() {
    bid = Groups.of(maker).buy(sky, 10, 50).terms();
    swap = Groups.of(alice).sell(sky, 4, 48).buy(Ids.point("BE"), 20, 25).terms();
    issues.issue(
        new Reference(AllowList.OPERATOR, Ids.text("issue")), maker, new Money(Ids.DMT, 600));
    holds.place(
        AllowList.BACKOFFICE,
        HoldId.of(bid.group()),
        AccountId.user(maker, Ids.DMT),
        new Money(Ids.DMT, 500),
        null);
    transaction.executeWithoutResult(
        _ -> {
          var bookings = new Bookings();
          var changes = new MarketChanges();
          HistoriesOfRun run = histories.of(Set.of(bid.group(), swap.group()));
          for (OrderGroupTerms group : new OrderGroupTerms[] {bid, swap}) {
            run.accepted(group, PLACED_AT);
            changes.opened(group);
            funds.open(group, bookings);
          }
          var trade = Groups.trade(bid, 0, swap, 0, 3, 50);
          var event = new CoreEvent(7, ++sequence, sequence, true, PLACED_AT, trade);
          run.traded(event, trade);
          run.write();
          changes.traded(sky, 300);
          funds.pay(event.id(), OrderGroup.of(bid), OrderGroup.of(swap), 150, bookings);
          funds.book(bookings);
          market.book(changes);
        });
    assertThat(trialBalances.take().findings()).isEmpty();
  }

  @Test
  void findsAJournalAndAnAccountThatWereTamperedWith() throws SQLException {
    String user = AccountId.user(maker, Ids.DMT).code();
    broken(
        "UPDATE entry SET units = 601 WHERE account = '" + user + "' AND units = 600",
        () ->
            assertThat(trialBalances.take().findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("journal-not-balanced", "balance-not-entries"),
        "UPDATE entry SET units = 600 WHERE account = '" + user + "' AND units = 601");
  }

  @Test
  void findsABalanceThatMovedWithoutAJournal() throws SQLException {
    String user = AccountId.user(maker, Ids.DMT).code();
    broken(
        "UPDATE account SET balance_units = balance_units + 7 WHERE code = '" + user + "'",
        () ->
            assertThat(trialBalances.take().findings())
                .containsExactlyInAnyOrder(
                    new Finding("asset-not-zero", "DMT", 0, 7),
                    new Finding("balance-not-entries", user, 100, 107)),
        "UPDATE account SET balance_units = balance_units - 7 WHERE code = '" + user + "'");
  }

  @Test
  void findsAHoldThatIsNotCovered() throws SQLException {
    String id = HoldId.of(bid.group()).value();
    String held = AccountId.held(maker, Ids.DMT).code();
    broken(
        "UPDATE hold SET posted_units = 151 WHERE id = '" + id + "'",
        () ->
            assertThat(trialBalances.take().findings())
                .containsExactly(new Finding("held-not-open-holds", held, 349, 350)),
        "UPDATE hold SET posted_units = 150 WHERE id = '" + id + "'");
  }

  @Test
  void findsAPurseAndAHoldThatOutliveTheirGroups() throws SQLException {
    String groups =
        " WHERE group_id IN (" + swap.group().value() + ", " + bid.group().value() + ")";
    broken(
        "UPDATE point_order_group_history SET ended_at = '2026-01-01'" + groups,
        () ->
            assertThat(trialBalances.take().findings())
                .containsExactlyInAnyOrder(
                    new Finding("purse-not-empty", "purse:" + swap.group(), 0, 150),
                    new Finding("hold-without-order", HoldId.of(bid.group()).value(), 0, 350)),
        "UPDATE point_order_group_history SET ended_at = NULL" + groups);
  }

  @Test
  void findsALegThatIsNotItsTrades() throws SQLException {
    String leg = swap.legs().getFirst().leg().toString();
    broken(
        "UPDATE point_order_history SET executed_lots = 2 WHERE leg_id = " + leg,
        () ->
            assertThat(trialBalances.take().findings())
                .containsExactlyInAnyOrder(
                    new Finding("leg-not-trades", leg, 3, 2),
                    new Finding("supply-not-open-legs", sky.code(), 200, 100)),
        "UPDATE point_order_history SET executed_lots = 3 WHERE leg_id = " + leg);
  }

  @Test
  void findsAMarketThatIsNotItsLegs() throws SQLException {
    String where = " WHERE point = '" + sky + "'";
    broken(
        "UPDATE point_amount SET demand_units = 1, volume_units = 299" + where,
        () ->
            assertThat(trialBalances.take().findings())
                .containsExactlyInAnyOrder(
                    new Finding("demand-not-open-legs", sky.code(), 700, 1),
                    new Finding("volume-not-trades", sky.code(), 300, 299)),
        "UPDATE point_amount SET demand_units = 700, volume_units = 300" + where);
  }

  private static void broken(String breaks, Runnable check, String mends) throws SQLException {
    var schema = TestWorld.schema("ledger");
    try (Connection owner =
            DriverManager.getConnection(
                schema.jdbcUrl(), schema.ownerUser(), schema.ownerPassword());
        var sql = owner.createStatement()) {
      sql.execute(breaks);
      try {
        check.run();
      } finally {
        sql.execute(mends);
      }
    }
  }
}
