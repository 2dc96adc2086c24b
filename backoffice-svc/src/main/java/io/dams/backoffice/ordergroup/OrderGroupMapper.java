package io.dams.backoffice.ordergroup;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.platform.persistence.JsonRows;
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

  /** Locks groups in the order of their ids, and no others, however few there are. */
  @Select(
      """
      <script>
      SELECT group_id AS `group`, user_id AS user, token, shard, time_in_force, expires_at,
             placed_at, state, hold_state AS hold
      FROM order_group FORCE INDEX (PRIMARY) WHERE group_id IN
      <foreach collection="groups" item="group" open="(" separator="," close=")">#{group}</foreach>
      ORDER BY group_id FOR UPDATE
      </script>
      """)
  List<OrderGroup.Row> lock(@Param("groups") List<OrderGroupId> groups);

  @Select(
      """
      <script>
      SELECT leg_id AS leg, contract, point, side, lots, lot_units, limit_price_units, fee_units,
             external_uid, state, executed_lots, trades, cancel_asked
      FROM order_leg WHERE group_id IN
      <foreach collection="groups" item="group" open="(" separator="," close=")">#{group}</foreach>
      ORDER BY leg_id
      </script>
      """)
  List<OrderLeg> legs(@Param("groups") List<OrderGroupId> groups);

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

  /**
   * Moves groups that are as they were read.
   *
   * @param changes {@link JsonRows} of group, state before, state after
   */
  @Update(
      """
      UPDATE JSON_TABLE(#{changes}, '$[*]' COLUMNS (
               group_id BIGINT PATH '$[0]',
               state_before VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]',
               state_after VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin PATH '$[2]')) AS c
      STRAIGHT_JOIN order_group AS g ON g.group_id = c.group_id AND g.state = c.state_before
      SET g.state = c.state_after, g.changed_at = #{now}
      """)
  int moveGroups(@Param("changes") String changes, @Param("now") Instant now);

  /**
   * Writes what became of legs that are as they were read.
   *
   * @param changes {@link JsonRows} of leg; state, lots and trades before; the same after
   */
  @Update(
      """
      UPDATE JSON_TABLE(#{changes}, '$[*]' COLUMNS (
               leg_id BIGINT PATH '$[0]',
               state_before VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin PATH '$[1]',
               lots_before BIGINT PATH '$[2]',
               trades_before INT PATH '$[3]',
               state_after VARCHAR(20) CHARACTER SET ascii COLLATE ascii_bin PATH '$[4]',
               lots_after BIGINT PATH '$[5]',
               trades_after INT PATH '$[6]')) AS c
      STRAIGHT_JOIN order_leg AS l
        ON l.leg_id = c.leg_id AND l.state = c.state_before
        AND l.executed_lots = c.lots_before AND l.trades = c.trades_before
      SET l.state = c.state_after, l.executed_lots = c.lots_after, l.trades = c.trades_after
      """)
  int changeLegs(@Param("changes") String changes);

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
