package io.dams.systemtests.audit;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Account;
import io.dams.systemtests.audit.Books.Hold;
import io.dams.systemtests.audit.Books.JournalSum;
import io.dams.systemtests.audit.Books.Ledger;
import io.dams.systemtests.audit.Books.LedgerGroup;
import io.dams.systemtests.audit.Books.Traded;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the ledger's schema. An account without a floor has several rows; here it is one. */
record LedgerReader(Rows rows) {

  Ledger read() throws SQLException {
    return new Ledger(
        assetSums(),
        rows.all(
            """
            SELECT e.journal_id, j.reference, e.asset, SUM(e.units) AS units
            FROM ledger.entry e JOIN ledger.journal j ON j.id = e.journal_id
            GROUP BY e.journal_id, j.reference, e.asset
            HAVING SUM(e.units) <> 0
            ORDER BY e.journal_id
            LIMIT 1000
            """,
            row ->
                new JournalSum(
                    row.getLong("journal_id"),
                    row.getString("reference"),
                    new AssetCode(row.getString("asset")),
                    Rows.exact(row, "units"))),
        rows.all(
            """
            SELECT SUBSTRING_INDEX(a.code, '#', 1) AS base, a.kind, a.asset,
                   IF(a.fund = 0, a.owner, CONCAT(a.owner, '/', a.fund)) AS holder,
                   SUM(a.balance_units) AS units, COALESCE(SUM(e.units), 0) AS entry_units
            FROM ledger.account a
            LEFT JOIN (SELECT account, SUM(units) AS units FROM ledger.entry GROUP BY account) e
              ON e.account = a.code
            GROUP BY base, a.kind, holder, a.asset
            ORDER BY base
            """,
            row ->
                new Account(
                    row.getString("base"),
                    row.getString("kind"),
                    row.getString("holder"),
                    new AssetCode(row.getString("asset")),
                    Rows.exact(row, "units"),
                    Rows.exact(row, "entry_units"))),
        rows.all(
            """
            SELECT id, IF(fund = 0, user_id, CONCAT(user_id, '/', fund)) AS holder, asset, state,
                   placed_units, posted_units
            FROM ledger.hold
            """,
            row -> {
              @Nullable String asset = row.getString("asset");
              return new Hold(
                  row.getString("id"),
                  row.getString("holder"),
                  asset == null ? null : new AssetCode(asset),
                  row.getString("state"),
                  row.getLong("placed_units"),
                  row.getLong("posted_units"));
            }),
        trades(),
        groups());
  }

  private Map<AssetCode, Long> assetSums() throws SQLException {
    Map<AssetCode, Long> sums = new HashMap<>();
    rows.all(
        "SELECT asset, SUM(units) FROM ledger.entry GROUP BY asset",
        row -> sums.put(new AssetCode(row.getString(1)), Rows.exact(row, 2)));
    return sums;
  }

  private Map<LegId, Traded> trades() throws SQLException {
    Map<LegId, Traded> trades = new HashMap<>();
    rows.all(
        """
        SELECT leg, SUM(quantity_units), SUM(notional_units)
        FROM (
          SELECT buy_leg AS leg, quantity_units, notional_units FROM ledger.point_trade_history
          UNION ALL
          SELECT sell_leg, quantity_units, notional_units FROM ledger.point_trade_history) sides
        GROUP BY leg
        """,
        row ->
            trades.put(
                new LegId(row.getLong(1)), new Traded(Rows.exact(row, 2), Rows.exact(row, 3))));
    return trades;
  }

  private Map<OrderGroupId, LedgerGroup> groups() throws SQLException {
    Map<OrderGroupId, LedgerGroup> groups = new HashMap<>();
    rows.all(
        """
        SELECT group_id, status, funding, accepted_at IS NOT NULL AS accepted,
               ended_at IS NOT NULL AS ended
        FROM ledger.point_order_group_history
        """,
        row ->
            groups.put(
                new OrderGroupId(row.getLong("group_id")),
                new LedgerGroup(
                    row.getString("status"),
                    row.getString("funding"),
                    row.getBoolean("accepted"),
                    row.getBoolean("ended"))));
    return groups;
  }
}
