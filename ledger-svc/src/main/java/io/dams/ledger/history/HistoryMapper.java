package io.dams.ledger.history;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.platform.persistence.JsonRows;
import java.time.Instant;
import java.util.List;
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
      <script>
      INSERT INTO point_order_history
        (leg_id, group_id, user_id, contract, point, side, lots, lot_units, limit_price_units,
         fee_units, status)
      VALUES
      <foreach collection="t.legs" item="l" separator=",">
        (#{l.leg}, #{t.group}, #{t.user}, #{l.contract}, #{l.point}, #{l.side}, #{l.lots},
         #{l.lotUnits}, #{l.limitPriceUnits}, #{l.feeUnits}, #{status})
      </foreach>
      </script>
      """)
  void insertLegs(@Param("t") OrderGroupTerms terms, @Param("status") OrderStatus status);

  /** Locks groups in the order of their ids, and no others, however few there are. */
  @Select(
      """
      <script>
      SELECT group_id AS `group`, user_id AS `user`, token, funding, status, accepted_at, ended_at,
             purse_units
      FROM point_order_group_history FORCE INDEX (PRIMARY) WHERE group_id IN
      <foreach collection="groups" item="group" open="(" separator="," close=")">#{group}</foreach>
      ORDER BY group_id FOR UPDATE
      </script>
      """)
  List<GroupRow> lockGroups(@Param("groups") List<OrderGroupId> groups);

  /** The legs of groups that are locked. */
  @Select(
      """
      <script>
      SELECT leg_id AS leg, group_id AS `group`, user_id AS `user`, contract, point, side, lots,
             lot_units, status, executed_lots, trades, ended_at
      FROM point_order_history WHERE group_id IN
      <foreach collection="groups" item="group" open="(" separator="," close=")">#{group}</foreach>
      </script>
      """)
  List<LegRow> legs(@Param("groups") List<OrderGroupId> groups);

  /** Matches also when nothing changes: a group may be told of as submitted after its end. */
  @Update(
      """
      UPDATE point_order_group_history SET submitted_at = COALESCE(submitted_at, #{at})
      WHERE group_id = #{group} AND status <> 'SUBMIT_FAILURE'
      """)
  int submitted(@Param("group") OrderGroupId group, @Param("at") Instant at);

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
      UPDATE point_order_group_history SET status = 'SUBMIT_FAILURE', ended_at = #{at}
      WHERE group_id = #{group} AND ended_at IS NULL
      """)
  int failGroup(@Param("group") OrderGroupId group, @Param("at") Instant at);

  @Update(
      """
      UPDATE point_order_history SET status = #{status}, ended_at = #{at}
      WHERE group_id = #{group} AND ended_at IS NULL
      """)
  int endLegs(
      @Param("group") OrderGroupId group,
      @Param("status") OrderStatus status,
      @Param("at") Instant at);

  /** A trade as the core told it. */
  record Trade(int shard, long sequence, Instant at, CoreEvent.Traded t) {}

  @Insert(
      """
      <script>
      INSERT INTO point_trade_history
        (shard, sequence, contract, lots, lot_units, price_units, quantity_units, notional_units,
         buy_group, buy_leg, buy_user, sell_group, sell_leg, sell_user, taker, traded_at)
      VALUES
      <foreach collection="trades" item="e" separator=",">
        (#{e.shard}, #{e.sequence}, #{e.t.contract}, #{e.t.lots}, #{e.t.lotUnits},
         #{e.t.priceUnits}, #{e.t.quantityUnits}, #{e.t.notionalUnits},
         #{e.t.buy.group}, #{e.t.buy.leg}, #{e.t.buy.user},
         #{e.t.sell.group}, #{e.t.sell.leg}, #{e.t.sell.user}, #{e.t.taker}, #{e.at})
      </foreach>
      </script>
      """)
  void insertTrades(@Param("trades") List<Trade> trades);

  /**
   * Writes what became of groups that are as they were read, and had not ended.
   *
   * @param changes {@link JsonRows} of group, status before, status after, times of acceptance and
   *     end, purse
   */
  @Update(
      """
      UPDATE JSON_TABLE(#{changes}, '$[*]' COLUMNS (
               group_id BIGINT PATH '$[0]',
               status_before VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]',
               status_after VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin PATH '$[2]',
               accepted_at DATETIME(6) PATH '$[3]',
               ended_at DATETIME(6) PATH '$[4]',
               purse_units BIGINT PATH '$[5]')) AS c
      STRAIGHT_JOIN point_order_group_history AS g
        ON g.group_id = c.group_id AND g.status = c.status_before AND g.ended_at IS NULL
      SET g.status = c.status_after, g.accepted_at = c.accepted_at, g.ended_at = c.ended_at,
          g.purse_units = c.purse_units
      """)
  int changeGroups(@Param("changes") String changes);

  /**
   * Writes what became of legs that are as they were read, and had not ended.
   *
   * @param changes {@link JsonRows} of leg; lots and trades before; status, lots and trades after,
   *     token units to add, time of the end
   */
  @Update(
      """
      UPDATE JSON_TABLE(#{changes}, '$[*]' COLUMNS (
               leg_id BIGINT PATH '$[0]',
               lots_before BIGINT PATH '$[1]',
               trades_before INT PATH '$[2]',
               status_after VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin PATH '$[3]',
               lots_after BIGINT PATH '$[4]',
               trades_after INT PATH '$[5]',
               notional_units BIGINT PATH '$[6]',
               ended_at DATETIME(6) PATH '$[7]')) AS c
      STRAIGHT_JOIN point_order_history AS l
        ON l.leg_id = c.leg_id AND l.executed_lots = c.lots_before
        AND l.trades = c.trades_before AND l.ended_at IS NULL
      SET l.status = c.status_after, l.executed_lots = c.lots_after, l.trades = c.trades_after,
          l.executed_notional_units = l.executed_notional_units + c.notional_units,
          l.ended_at = c.ended_at
      """)
  int changeLegs(@Param("changes") String changes);

  @Select("SELECT status FROM point_order_group_history WHERE group_id = #{group}")
  @Nullable OrderStatus status(@Param("group") OrderGroupId group);
}
