package io.dams.systemtests.audit;

import io.dams.contracts.money.AssetCode;
import io.dams.systemtests.audit.Books.Amount;
import io.dams.systemtests.audit.Books.Effects;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads how often things took effect in the ledger. */
record EffectsReader(Rows rows) {

  Effects read() throws SQLException {
    return new Effects(
        rows.number("SELECT COUNT(*) FROM ledger.point_trade_history"),
        rows.number("SELECT COUNT(*) FROM ledger.journal WHERE operation = 'TRADE'"),
        amounts("SELECT point, supply_units, demand_units, volume_units FROM ledger.point_amount"),
        amounts(
            """
            SELECT point, SUM(supply), SUM(demand), SUM(volume)
            FROM (
              SELECT point,
                     IF(side = 'SELL', lots - executed_lots, 0) * lot_units AS supply,
                     IF(side = 'BUY', lots - executed_lots, 0) * lot_units AS demand,
                     0 AS volume
              FROM ledger.point_order_history
              WHERE ended_at IS NULL AND status IN ('SUBMIT', 'PARTLY_FILLED')
              UNION ALL
              SELECT SUBSTRING_INDEX(contract, '-', 1), 0, 0, quantity_units
              FROM ledger.point_trade_history) effects
            GROUP BY point
            """));
  }

  private Map<AssetCode, Amount> amounts(String sql) throws SQLException {
    Map<AssetCode, Amount> amounts = new HashMap<>();
    rows.all(
        sql,
        row ->
            amounts.put(
                new AssetCode(row.getString(1)),
                new Amount(Rows.exact(row, 2), Rows.exact(row, 3), Rows.exact(row, 4))));
    return amounts;
  }
}
