package io.dams.frontoffice.movement;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Tables {@code order_trade} and {@code order_movement}. */
@Mapper
interface MovementMapper {

  @Insert(
      """
      INSERT INTO order_trade (group_id, core_sequence, leg_id, shard, lots, price_units, at)
      VALUES (#{group}, #{t.coreSequence}, #{t.legId}, #{t.shard}, #{t.lots}, #{t.priceUnits},
              #{t.at})
      """)
  int putTrade(OrderGroupId group, TradeRow t);

  @Select(
      """
      SELECT core_sequence, leg_id, shard, lots, price_units, at
        FROM order_trade WHERE group_id = #{group} AND core_sequence > #{after}
       ORDER BY core_sequence, leg_id LIMIT #{limit}
      """)
  List<TradeRow> trades(OrderGroupId group, long after, int limit);

  @Select(
      """
      SELECT state FROM order_movement
       WHERE group_id = #{group} AND transfer_id = #{transfer} FOR UPDATE
      """)
  @Nullable MovementState state(OrderGroupId group, TransferId transfer);

  @Insert(
      """
      INSERT INTO order_movement (group_id, transfer_id, leg_id, kind, units, state, reason, at)
      VALUES (#{group}, #{m.transferId}, #{m.legId}, #{m.kind}, #{m.units}, #{m.state},
              #{m.reason}, #{m.at})
      ON DUPLICATE KEY UPDATE
        units = VALUES(units), state = VALUES(state), reason = VALUES(reason), at = VALUES(at)
      """)
  int putMovement(OrderGroupId group, MovementRow m);

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
