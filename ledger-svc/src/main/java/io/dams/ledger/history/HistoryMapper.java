package io.dams.ledger.history;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface HistoryMapper {

  /** Throws {@code DuplicateKeyException} when the group is known. */
  @Insert(
      """
      INSERT INTO point_order_group_history
        (group_id, user_id, token, shard, funding, time_in_force, expires_at, placed_at, status,
         legs)
      VALUES
        (#{t.group}, #{t.user}, #{t.token}, #{t.shard}, #{funding}, #{t.timeInForce},
         #{t.expiresAt}, #{t.placedAt}, #{status}, #{legs})
      """)
  void insertGroup(
      @Param("t") OrderGroupTerms terms,
      @Param("funding") Funding funding,
      @Param("status") OrderStatus status,
      @Param("legs") int legs);

  @Insert(
      """
      INSERT INTO point_order_history
        (leg_id, group_id, user_id, contract, point, side, lots, lot_units, limit_price_units,
         fee_units, status)
      VALUES
        (#{l.leg}, #{t.group}, #{t.user}, #{l.contract}, #{l.point}, #{l.side}, #{l.lots},
         #{l.lotUnits}, #{l.limitPriceUnits}, #{l.feeUnits}, #{status})
      """)
  void insertLeg(
      @Param("t") OrderGroupTerms terms,
      @Param("l") LegTerms leg,
      @Param("status") OrderStatus status);

  /** Matches also when nothing changes: a group may be told of as submitted after its end. */
  @Update(
      """
      UPDATE point_order_group_history SET submitted_at = COALESCE(submitted_at, #{at})
      WHERE group_id = #{group} AND status <> 'SUBMIT_FAILURE'
      """)
  int submitted(@Param("group") OrderGroupId group, @Param("at") Instant at);

  @Update(
      """
      UPDATE point_order_group_history SET accepted_at = #{at}
      WHERE group_id = #{group} AND status = 'SUBMIT' AND accepted_at IS NULL
      """)
  int accepted(@Param("group") OrderGroupId group, @Param("at") Instant at);

  @Update(
      """
      UPDATE point_order_group_history SET status = 'REJECTED', ended_at = #{at}
      WHERE group_id = #{group} AND status = 'SUBMIT' AND accepted_at IS NULL
      """)
  int reject(@Param("group") OrderGroupId group, @Param("at") Instant at);

  @Update(
      """
      UPDATE point_order_group_history SET reason = #{reason}, reason_leg = #{leg}
      WHERE group_id = #{group}
      """)
  int reason(
      @Param("group") OrderGroupId group,
      @Param("reason") String reason,
      @Param("leg") @Nullable LegId leg);

  @Update(
      """
      UPDATE point_order_group_history SET status = 'PARTLY_FILLED'
      WHERE group_id = #{group} AND status = 'SUBMIT'
      """)
  int partlyFilled(@Param("group") OrderGroupId group);

  @Update(
      """
      UPDATE point_order_group_history
      SET status = #{status}, ended_at = #{at}, purse_units = #{purseUnits}
      WHERE group_id = #{group} AND ended_at IS NULL
        AND (accepted_at IS NOT NULL OR #{status} = 'SUBMIT_FAILURE')
      """)
  int endGroup(
      @Param("group") OrderGroupId group,
      @Param("status") OrderStatus status,
      @Param("at") Instant at,
      @Param("purseUnits") @Nullable Long purseUnits);

  @Update(
      """
      UPDATE point_order_history SET status = #{status}, ended_at = #{at}
      WHERE group_id = #{group} AND ended_at IS NULL
      """)
  int endLegs(
      @Param("group") OrderGroupId group,
      @Param("status") OrderStatus status,
      @Param("at") Instant at);

  @Insert(
      """
      INSERT INTO point_trade_history
        (shard, sequence, contract, lots, lot_units, price_units, quantity_units, notional_units,
         buy_group, buy_leg, buy_user, sell_group, sell_leg, sell_user, taker, traded_at)
      VALUES
        (#{shard}, #{sequence}, #{t.contract}, #{t.lots}, #{t.lotUnits}, #{t.priceUnits},
         #{t.quantityUnits}, #{t.notionalUnits},
         #{t.buy.group}, #{t.buy.leg}, #{t.buy.user},
         #{t.sell.group}, #{t.sell.leg}, #{t.sell.user}, #{t.taker}, #{at})
      """)
  void insertTrade(
      @Param("shard") int shard,
      @Param("sequence") long sequence,
      @Param("at") Instant at,
      @Param("t") CoreEvent.Traded trade);

  @Update(
      """
      UPDATE point_order_history
      SET status = 'PARTLY_FILLED', executed_lots = executed_lots + #{t.lots},
          executed_notional_units = executed_notional_units + #{t.notionalUnits},
          trades = trades + 1
      WHERE leg_id = #{p.leg} AND group_id = #{p.group} AND user_id = #{p.user}
        AND side = #{side} AND contract = #{t.contract} AND lot_units = #{t.lotUnits}
        AND ended_at IS NULL AND executed_lots + #{t.lots} <= lots
      """)
  int fill(
      @Param("p") CoreEvent.Party party,
      @Param("side") Side side,
      @Param("t") CoreEvent.Traded trade);

  @Update(
      """
      UPDATE point_order_history SET status = #{status}, ended_at = #{at}
      WHERE leg_id = #{e.leg} AND group_id = #{e.group} AND ended_at IS NULL
        AND executed_lots = #{e.executedLots} AND trades = #{e.trades}
      """)
  int endLeg(
      @Param("e") CoreEvent.LegEnded end,
      @Param("status") OrderStatus status,
      @Param("at") Instant at);

  @Select(
      """
      SELECT point, side, lots, lot_units, executed_lots, trades, status
      FROM point_order_history WHERE leg_id = #{leg}
      """)
  @Nullable LegRow leg(@Param("leg") LegId leg);

  @Select(
      """
      SELECT group_id AS `group`, user_id AS `user`, token, funding
      FROM point_order_group_history WHERE group_id = #{group}
      """)
  @Nullable OrderGroup group(@Param("group") OrderGroupId group);

  @Select("SELECT status FROM point_order_group_history WHERE group_id = #{group}")
  @Nullable OrderStatus status(@Param("group") OrderGroupId group);

  /** 1 when the group has legs and all have ended, else 0. */
  @Select(
      """
      SELECT COUNT(*) > 0 AND SUM(ended_at IS NULL) = 0
      FROM point_order_history WHERE group_id = #{group}
      """)
  int allLegsEnded(@Param("group") OrderGroupId group);

  /** Of a row of {@code point_order_history}, what its end needs. */
  record LegRow(
      AssetCode point,
      Side side,
      long lots,
      long lotUnits,
      long executedLots,
      int trades,
      OrderStatus status) {

    EndedLeg ended() {
      return new EndedLeg(
          point, side, Math.multiplyExact(Math.subtractExact(lots, executedLots), lotUnits));
    }
  }
}
