package io.dams.backoffice.ordergroup;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of {@code order_group} and {@code order_leg}. */
@Mapper
interface OrderGroupMapper {

  @Select("SELECT UTC_TIMESTAMP(6)")
  Instant now();

  @Insert(
      """
      INSERT INTO order_group
        (group_id, user_id, token, shard, time_in_force, expires_at, placed_at,
         state, hold_state, created_at, changed_at)
      VALUES
        (#{terms.group}, #{terms.user}, #{terms.token}, #{terms.shard}, #{terms.timeInForce},
         #{terms.expiresAt}, #{terms.placedAt}, 'RESERVING', #{hold}, #{now}, #{now})
      """)
  int insertGroup(
      @Param("terms") OrderGroupTerms terms,
      @Param("hold") @Nullable PartState hold,
      @Param("now") Instant now);

  @Insert(
      """
      INSERT INTO order_leg
        (leg_id, group_id, contract, point, side, lots, lot_units, limit_price_units, fee_units,
         external_uid, state)
      VALUES
        (#{leg.leg}, #{group}, #{leg.contract}, #{leg.point}, #{leg.side}, #{leg.lots},
         #{leg.lotUnits}, #{leg.limitPriceUnits}, #{leg.feeUnits}, #{leg.externalUid}, 'PREPARING')
      """)
  int insertLeg(@Param("group") OrderGroupId group, @Param("leg") LegTerms leg);

  @Select(
      """
      SELECT group_id AS `group`, user_id AS user, token, shard, time_in_force, expires_at,
             placed_at, state, hold_state AS hold
      FROM order_group WHERE group_id = #{group} FOR UPDATE
      """)
  Optional<OrderGroup.Row> lock(@Param("group") OrderGroupId group);

  @Select(
      """
      SELECT leg_id AS leg, contract, point, side, lots, lot_units, limit_price_units, fee_units,
             external_uid, state, executed_lots, trades, cancel_asked
      FROM order_leg WHERE group_id = #{group} ORDER BY leg_id
      """)
  List<OrderLeg> legs(@Param("group") OrderGroupId group);

  @Select("SELECT state FROM order_group WHERE group_id = #{group}")
  Optional<GroupState> state(@Param("group") OrderGroupId group);

  @Update(
      """
      UPDATE order_group SET state = #{next}, failure = #{failure}, changed_at = #{now}
      WHERE group_id = #{group} AND state = #{from}
      """)
  int moveGroup(
      @Param("group") OrderGroupId group,
      @Param("from") GroupState from,
      @Param("next") GroupState next,
      @Param("failure") @Nullable SubmitFailure failure,
      @Param("now") Instant now);

  @Update("UPDATE order_leg SET state = #{next} WHERE leg_id = #{leg} AND state = #{from}")
  int moveLeg(
      @Param("leg") LegId leg, @Param("from") PartState from, @Param("next") PartState next);

  @Update(
      """
      UPDATE order_group SET hold_state = #{next}
      WHERE group_id = #{group} AND hold_state = #{from}
      """)
  int moveHold(
      @Param("group") OrderGroupId group,
      @Param("from") PartState from,
      @Param("next") PartState next);

  @Update("UPDATE order_leg SET cancel_asked = TRUE WHERE leg_id = #{leg}")
  int askCancel(@Param("leg") LegId leg);

  @Update(
      """
      UPDATE order_leg JOIN order_group USING (group_id)
      SET executed_lots = executed_lots + #{lots}, trades = trades + 1
      WHERE leg_id = #{leg} AND lot_units = #{lotUnits} AND order_leg.state = 'PREPARED'
        AND order_group.state = 'SUBMITTED' AND executed_lots + #{lots} <= lots
      """)
  int countTrade(
      @Param("leg") LegId leg, @Param("lots") long lots, @Param("lotUnits") long lotUnits);

  @Select(
      """
      SELECT COUNT(*) AS `groups`,
             COALESCE(TIMESTAMPDIFF(SECOND, MIN(created_at), UTC_TIMESTAMP(6)), 0) AS age_seconds
      FROM order_group WHERE state = 'RESERVING'
      """)
  Reserving reserving();

  /** Groups that are being prepared, and the age of the oldest. */
  record Reserving(long groups, long ageSeconds) {}
}
