package io.dams.ledger.trial;

import io.dams.contracts.ledger.TrialBalance.AssetRow;
import io.dams.contracts.ledger.TrialBalance.Finding;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Each finding is a row (code, subject, expected units, actual units); no row is good. */
@Mapper
interface TrialBalanceMapper {

  @Select("SELECT UTC_TIMESTAMP(6)")
  Instant now();

  @Select(
      """
      SELECT asset, kind, COUNT(DISTINCT owner, fund) AS accounts, CAST(SUM(balance_units) AS SIGNED) AS balance_units
      FROM account GROUP BY asset, kind ORDER BY asset, kind
      """)
  List<AssetRow> assets();

  @Select(
      """
      SELECT 'journal-not-balanced' AS code, CONCAT(journal_id, ' ', asset) AS subject,
             0 AS expected_units, CAST(SUM(units) AS SIGNED) AS actual_units
      FROM entry GROUP BY journal_id, asset HAVING SUM(units) <> 0 LIMIT #{limit}
      """)
  List<Finding> unbalancedJournals(@Param("limit") int limit);

  @Select(
      """
      SELECT 'asset-not-zero' AS code, asset AS subject,
             0 AS expected_units, CAST(SUM(balance_units) AS SIGNED) AS actual_units
      FROM account GROUP BY asset HAVING SUM(balance_units) <> 0 LIMIT #{limit}
      """)
  List<Finding> unbalancedAssets(@Param("limit") int limit);

  @Select(
      """
      SELECT 'balance-not-entries' AS code, a.code AS subject,
             CAST(COALESCE(SUM(e.units), 0) AS SIGNED) AS expected_units,
             a.balance_units AS actual_units
      FROM account a LEFT JOIN entry e ON e.account = a.code AND e.asset = a.asset
      GROUP BY a.code, a.balance_units
      HAVING COALESCE(SUM(e.units), 0) <> a.balance_units LIMIT #{limit}
      """)
  List<Finding> differingBalances(@Param("limit") int limit);

  @Select(
      """
      SELECT 'below-floor' AS code, code AS subject, 0 AS expected_units,
             balance_units AS actual_units
      FROM account
      WHERE balance_units < 0 AND kind IN ('USER', 'HELD', 'PURSE') LIMIT #{limit}
      """)
  List<Finding> belowFloor(@Param("limit") int limit);

  @Select(
      """
      SELECT 'held-not-open-holds' AS code, a.code AS subject,
             CAST(COALESCE(SUM(h.placed_units - h.posted_units), 0) AS SIGNED) AS expected_units,
             a.balance_units AS actual_units
      FROM account a
      LEFT JOIN hold h ON h.user_id = CAST(a.owner AS SIGNED) AND h.fund = a.fund
        AND h.asset = a.asset AND h.state = 'PLACED'
      WHERE a.kind = 'HELD'
      GROUP BY a.code, a.balance_units
      HAVING COALESCE(SUM(h.placed_units - h.posted_units), 0) <> a.balance_units LIMIT #{limit}
      """)
  List<Finding> differingHolds(@Param("limit") int limit);

  @Select(
      """
      SELECT 'hold-without-order' AS code, h.id AS subject, 0 AS expected_units,
             h.placed_units - h.posted_units AS actual_units
      FROM point_order_group_history g
      JOIN hold h ON h.id = CONCAT('order-', g.group_id)
      WHERE g.ended_at IS NOT NULL AND g.funding = 'HOLD' AND g.status <> 'SUBMIT_FAILURE'
        AND h.state = 'PLACED'
      LIMIT #{limit}
      """)
  List<Finding> orphanedHolds(@Param("limit") int limit);

  @Select(
      """
      SELECT 'purse-not-empty' AS code, a.code AS subject, 0 AS expected_units,
             a.balance_units AS actual_units
      FROM account a
      JOIN point_order_group_history g ON g.group_id = CAST(a.owner AS SIGNED)
      WHERE a.kind = 'PURSE' AND g.ended_at IS NOT NULL AND a.balance_units <> 0 LIMIT #{limit}
      """)
  List<Finding> fullPurses(@Param("limit") int limit);

  @Select(
      """
      SELECT 'leg-not-trades' AS code, CAST(o.leg_id AS CHAR) AS subject,
             CAST(COALESCE(SUM(t.lots), 0) AS SIGNED) AS expected_units,
             o.executed_lots AS actual_units
      FROM point_order_history o
      LEFT JOIN (SELECT buy_leg AS leg_id, lots FROM point_trade_history
                 UNION ALL
                 SELECT sell_leg, lots FROM point_trade_history) t ON t.leg_id = o.leg_id
      GROUP BY o.leg_id, o.executed_lots
      HAVING COALESCE(SUM(t.lots), 0) <> o.executed_lots LIMIT #{limit}
      """)
  List<Finding> differingLegs(@Param("limit") int limit);

  @Select(
      """
      SELECT IF(side = 'SELL', 'supply-not-open-legs', 'demand-not-open-legs') AS code,
             point AS subject, CAST(open_units AS SIGNED) AS expected_units,
             CAST(actual_units AS SIGNED) AS actual_units
      FROM (
        SELECT p.point, s.side,
               COALESCE(SUM((o.lots - o.executed_lots) * o.lot_units), 0) AS open_units,
               IF(s.side = 'SELL', p.supply_units, p.demand_units) AS actual_units
        FROM point_amount p
        CROSS JOIN (SELECT 'SELL' AS side UNION ALL SELECT 'BUY') s
        LEFT JOIN point_order_history o
          ON o.point = p.point AND o.side = s.side AND o.ended_at IS NULL
        GROUP BY p.point, s.side, p.supply_units, p.demand_units) x
      WHERE open_units <> actual_units LIMIT #{limit}
      """)
  List<Finding> differingMarkets(@Param("limit") int limit);

  @Select(
      """
      SELECT 'volume-not-trades' AS code, p.point AS subject,
             CAST(COALESCE(SUM(t.quantity_units), 0) AS SIGNED) AS expected_units,
             CAST(p.volume_units AS SIGNED) AS actual_units
      FROM point_amount p
      LEFT JOIN point_trade_history t ON t.contract LIKE CONCAT(p.point, '-%')
      GROUP BY p.point, p.volume_units
      HAVING COALESCE(SUM(t.quantity_units), 0) <> p.volume_units LIMIT #{limit}
      """)
  List<Finding> differingVolumes(@Param("limit") int limit);
}
