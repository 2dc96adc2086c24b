package io.dams.frontoffice.movement;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.order.Side;
import io.dams.platform.persistence.JsonRows;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Tables {@code order_trade} and {@code order_movement}. */
@Mapper
interface MovementMapper {

  @Insert(
      """
      <script>
      INSERT INTO order_trade (group_id, core_sequence, leg_id, account_id, shard, lots,
             price_units, at)
      VALUES
      <foreach collection="rows" item="r" separator=",">
        (#{r.group}, #{r.trade.coreSequence}, #{r.trade.legId}, #{r.user}, #{r.trade.shard},
         #{r.trade.lots}, #{r.trade.priceUnits}, #{r.trade.at})
      </foreach>
      </script>
      """)
  int putTrades(List<PartyRow> rows);

  /** One side of a trade, and whose it is. */
  record PartyRow(OrderGroupId group, UserId user, TradeRow trade) {}

  @Select(
      """
      SELECT core_sequence, leg_id, shard, lots, price_units, at
        FROM order_trade WHERE group_id = #{group} AND core_sequence > #{after}
       ORDER BY core_sequence, leg_id LIMIT #{limit}
      """)
  List<TradeRow> trades(OrderGroupId group, long after, int limit);

  /**
   * Of all groups of a user, newest first, those that come after {@code c}. The trades of one
   * command have the same time, so that the time alone is no place to go on from.
   */
  @Select(
      """
      <script>
      SELECT t.group_id, t.core_sequence, t.leg_id, t.shard, t.lots, t.price_units, t.at,
             l.contract, l.side, l.lot_units, l.point_scale, g.token_scale
        FROM order_trade t
        JOIN order_leg l ON l.leg_id = t.leg_id
        JOIN order_group g ON g.group_id = t.group_id
       WHERE t.account_id = #{user} AND t.at >= #{f.from} AND t.at &lt; #{f.to}
       <if test="f.contract() != null">AND l.contract = #{f.contract}</if>
       <if test="c != null">
         AND t.at &lt;= #{c.at}
         AND (t.at &lt; #{c.at} OR t.core_sequence &lt; #{c.coreSequence}
              OR (t.core_sequence = #{c.coreSequence}
                  AND (t.shard &lt; #{c.shard}
                       OR (t.shard = #{c.shard} AND t.leg_id &lt; #{c.leg}))))
       </if>
       ORDER BY t.at DESC, t.core_sequence DESC, t.shard DESC, t.leg_id DESC LIMIT #{limit}
      </script>
      """)
  List<OwnTradeRow> tradesOf(
      UserId user,
      @Param("f") TradeFilter filter,
      @Param("c") @Nullable TradeCursor after,
      int limit);

  /** A movement of a group. */
  record Key(OrderGroupId groupId, TransferId transferId) {}

  /** How far a movement is. */
  record State(OrderGroupId groupId, TransferId transferId, MovementState state) {

    Key key() {
      return new Key(groupId, transferId);
    }
  }

  /**
   * How far movements are; none for those that are not known.
   *
   * @param keys {@link JsonRows} of group and transfer
   */
  @Select(
      """
      SELECT m.group_id, m.transfer_id, m.state
        FROM JSON_TABLE(#{keys}, '$[*]' COLUMNS (
               group_id BIGINT PATH '$[0]',
               transfer_id VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]')) AS k
        STRAIGHT_JOIN order_movement AS m
          ON m.group_id = k.group_id AND m.transfer_id = k.transfer_id
      """)
  List<State> states(String keys);

  /** A movement of a group, as it is now. */
  record Put(OrderGroupId group, MovementRow m) {}

  @Insert(
      """
      <script>
      INSERT INTO order_movement (group_id, transfer_id, leg_id, kind, units, state, reason, at)
      VALUES
      <foreach collection="movements" item="p" separator=",">
        (#{p.group}, #{p.m.transferId}, #{p.m.legId}, #{p.m.kind}, #{p.m.units}, #{p.m.state},
         #{p.m.reason}, #{p.m.at})
      </foreach>
      ON DUPLICATE KEY UPDATE
        units = VALUES(units), state = VALUES(state), reason = VALUES(reason), at = VALUES(at)
      </script>
      """)
  int putMovements(List<Put> movements);

  @Update(
      """
      UPDATE order_movement SET transfer_id = #{to}
       WHERE group_id = #{group} AND transfer_id = #{from} AND state = 'DELAYED'
      """)
  int rename(OrderGroupId group, TransferId from, TransferId to);

  /** At most four kinds of movement, and one settlement for each command that traded. */
  @Select(
      """
      SELECT transfer_id, leg_id, kind, units, state, reason, at
        FROM order_movement WHERE group_id = #{group}
       ORDER BY at, transfer_id LIMIT #{limit}
      """)
  List<MovementRow> movements(OrderGroupId group, int limit);

  /** One side of a trade. */
  record TradeRow(
      long coreSequence, LegId legId, int shard, long lots, long priceUnits, Instant at) {}

  /** One side of a trade, with what its leg and group say of it. */
  record OwnTradeRow(
      OrderGroupId groupId,
      long coreSequence,
      LegId legId,
      int shard,
      long lots,
      long priceUnits,
      Instant at,
      ContractId contract,
      Side side,
      long lotUnits,
      int pointScale,
      int tokenScale) {

    /** Its place among all trades of its user. */
    TradeCursor place() {
      return new TradeCursor(at, coreSequence, shard, legId);
    }
  }

  /** A movement of points at a merchant. */
  record MovementRow(
      TransferId transferId,
      LegId legId,
      TransferKind kind,
      long units,
      MovementState state,
      @Nullable String reason,
      Instant at) {}

  /** DELAYED → MOVED, or MOVED at once. */
  enum MovementState {
    DELAYED,
    MOVED
  }
}
