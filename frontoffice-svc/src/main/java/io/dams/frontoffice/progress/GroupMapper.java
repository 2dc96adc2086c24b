package io.dams.frontoffice.progress;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.frontoffice.progress.GroupProgress.CancelState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Tables {@code order_group} and {@code order_leg}. */
@Mapper
interface GroupMapper {

  @Insert(
      """
      INSERT INTO order_group (group_id, account_id, token, token_scale, shard, time_in_force,
             expires_at, placed_at, status, open, reason, refused_leg, detail, cancel, updated_at)
      VALUES (#{g.group}, #{g.user}, #{g.token}, #{g.tokenScale}, #{g.shard}, #{g.timeInForce},
             #{g.expiresAt}, #{g.placedAt}, #{g.status}, #{open}, #{g.reason},
             #{g.refusedLeg}, #{g.detail}, #{g.cancel}, #{g.at})
      """)
  int insertGroup(@Param("g") GroupProgress g, @Param("open") boolean open);

  /** A group, and whether it is open. */
  record Changed(GroupProgress g, boolean open) {}

  /** Writes what became of groups that are there, and locked. */
  @Insert(
      """
      <script>
      INSERT INTO order_group (group_id, account_id, token, token_scale, shard, time_in_force,
             expires_at, placed_at, status, open, reason, refused_leg, detail, cancel, updated_at)
      VALUES
      <foreach collection="groups" item="c" separator=",">
        (#{c.g.group}, #{c.g.user}, #{c.g.token}, #{c.g.tokenScale}, #{c.g.shard},
         #{c.g.timeInForce}, #{c.g.expiresAt}, #{c.g.placedAt}, #{c.g.status}, #{c.open},
         #{c.g.reason}, #{c.g.refusedLeg}, #{c.g.detail}, #{c.g.cancel}, #{c.g.at})
      </foreach>
      ON DUPLICATE KEY UPDATE status = VALUES(status), open = VALUES(open),
        reason = VALUES(reason), refused_leg = VALUES(refused_leg), detail = VALUES(detail),
        cancel = VALUES(cancel), updated_at = VALUES(updated_at)
      </script>
      """)
  int updateGroups(List<Changed> groups);

  /** Writes legs of groups that are locked, or new: as they are now, and nothing else of them. */
  @Insert(
      """
      <script>
      INSERT INTO order_leg (leg_id, group_id, contract, point, side, lots, lot_units,
             limit_price_units, fee_units, external_uid, point_scale, status, executed_lots,
             notional_units, trades, reserved_units, settled_units, returned_units,
             paid_fee_units, delayed_movements)
      VALUES
      <foreach collection="legs" item="l" separator=",">
        (#{l.terms.leg}, #{l.terms.leg.group}, #{l.terms.contract}, #{l.terms.point},
         #{l.terms.side}, #{l.terms.lots}, #{l.terms.lotUnits}, #{l.terms.limitPriceUnits},
         #{l.terms.feeUnits}, #{l.terms.externalUid}, #{l.pointScale}, #{l.status},
         #{l.executedLots}, #{l.notionalUnits}, #{l.trades}, #{l.reservedUnits},
         #{l.settledUnits}, #{l.returnedUnits}, #{l.paidFeeUnits}, #{l.delayed})
      </foreach>
      ON DUPLICATE KEY UPDATE status = VALUES(status), executed_lots = VALUES(executed_lots),
        notional_units = VALUES(notional_units), trades = VALUES(trades),
        reserved_units = VALUES(reserved_units), settled_units = VALUES(settled_units),
        returned_units = VALUES(returned_units), paid_fee_units = VALUES(paid_fee_units),
        delayed_movements = VALUES(delayed_movements)
      </script>
      """)
  int putLegs(List<LegProgress> legs);

  @Select(
      """
      SELECT group_id, account_id, token, token_scale, shard, time_in_force, expires_at,
             placed_at, status, reason, refused_leg, detail, cancel, updated_at
        FROM order_group WHERE group_id = #{group} FOR UPDATE
      """)
  @Nullable GroupRow lock(OrderGroupId group);

  /** Locks groups in the order of their ids, and no others, however few there are. */
  @Select(
      """
      <script>
      SELECT group_id, account_id, token, token_scale, shard, time_in_force, expires_at,
             placed_at, status, reason, refused_leg, detail, cancel, updated_at
        FROM order_group FORCE INDEX (PRIMARY) WHERE group_id IN
      <foreach collection="groups" item="group" open="(" separator="," close=")">#{group}</foreach>
       ORDER BY group_id FOR UPDATE
      </script>
      """)
  List<GroupRow> lockAll(Collection<OrderGroupId> groups);

  @Select(
      """
      SELECT group_id, account_id, token, token_scale, shard, time_in_force, expires_at,
             placed_at, status, reason, refused_leg, detail, cancel, updated_at
        FROM order_group WHERE group_id = #{group} AND account_id = #{user}
      """)
  @Nullable GroupRow find(UserId user, OrderGroupId group);

  /** Newest first, before {@code before}. */
  @Select(
      """
      <script>
      SELECT group_id, account_id, token, token_scale, shard, time_in_force, expires_at,
             placed_at, status, reason, refused_leg, detail, cancel, updated_at
        FROM order_group
       WHERE account_id = #{user} AND group_id &lt; #{before} AND group_id >= #{f.fromId}
       <if test="f.openOnly()">AND open</if>
       <if test="!f.statuses().isEmpty()">AND status IN
         <foreach collection="f.statuses()" item="s" open="(" separator="," close=")">#{s}</foreach>
       </if>
       <if test="f.contract() != null">AND EXISTS
         (SELECT 1 FROM order_leg l
           WHERE l.group_id = order_group.group_id AND l.contract = #{f.contract})
       </if>
       ORDER BY group_id DESC LIMIT #{limit}
      </script>
      """)
  List<GroupRow> page(UserId user, long before, @Param("f") GroupFilter filter, int limit);

  @Select(
      """
      <script>
      SELECT group_id FROM order_group WHERE group_id IN
      <foreach collection="groups" item="group" open="(" separator="," close=")">#{group}</foreach>
      </script>
      """)
  List<OrderGroupId> placed(Collection<OrderGroupId> groups);

  @Select("SELECT account_id FROM order_group WHERE group_id = #{group}")
  @Nullable UserId owner(OrderGroupId group);

  @Select("SELECT COUNT(*) FROM order_group WHERE account_id = #{user} AND open")
  int countOpen(UserId user);

  @Select(
      """
      <script>
      SELECT leg_id, group_id, contract, point, side, lots, lot_units, limit_price_units,
             fee_units, external_uid, point_scale, status, executed_lots, notional_units, trades,
             reserved_units, settled_units, returned_units, paid_fee_units, delayed_movements
        FROM order_leg WHERE group_id IN
      <foreach collection="groups" item="group" open="(" separator="," close=")">#{group}</foreach>
       ORDER BY leg_id
      </script>
      """)
  List<LegRow> legs(Collection<OrderGroupId> groups);

  /** Open lots of a user on one side of a book, by price. */
  @Select(
      """
      SELECT l.limit_price_units AS price_units, SUM(l.lots - l.executed_lots) AS lots
        FROM order_group g JOIN order_leg l ON l.group_id = g.group_id
       WHERE g.account_id = #{user} AND g.open AND l.contract = #{contract}
         AND l.side = #{side} AND l.status IN ('PENDING', 'LIVE')
       GROUP BY l.limit_price_units
      """)
  List<OpenLots> openLots(UserId user, ContractId contract, Side side);

  /** Sell legs of a user that are open. */
  @Select(
      """
      SELECT l.leg_id, l.group_id, l.contract, l.point, l.side, l.lots, l.lot_units,
             l.limit_price_units, l.fee_units, l.external_uid, l.point_scale, l.status,
             l.executed_lots, l.notional_units, l.trades, l.reserved_units, l.settled_units,
             l.returned_units, l.paid_fee_units, l.delayed_movements
        FROM order_group g JOIN order_leg l ON l.group_id = g.group_id
       WHERE g.account_id = #{user} AND g.open
         AND l.side = 'SELL' AND l.status IN ('PENDING', 'LIVE')
      """)
  List<LegRow> openSellLegs(UserId user);

  /** Lots at a price. */
  record OpenLots(long priceUnits, long lots) {}

  /** A row of {@code order_group}. */
  record GroupRow(
      OrderGroupId groupId,
      UserId accountId,
      AssetCode token,
      int tokenScale,
      int shard,
      TimeInForce timeInForce,
      @Nullable Instant expiresAt,
      Instant placedAt,
      GroupStatus status,
      @Nullable String reason,
      @Nullable LegId refusedLeg,
      @Nullable String detail,
      CancelState cancel,
      Instant updatedAt) {

    GroupProgress progress(List<LegRow> legs) {
      return new GroupProgress(
          groupId,
          accountId,
          token,
          tokenScale,
          shard,
          timeInForce,
          expiresAt,
          placedAt,
          status,
          reason,
          refusedLeg,
          detail,
          cancel,
          updatedAt,
          legs.stream().map(LegRow::progress).toList());
    }
  }

  /** A row of {@code order_leg}. */
  record LegRow(
      LegId legId,
      OrderGroupId groupId,
      ContractId contract,
      AssetCode point,
      Side side,
      long lots,
      long lotUnits,
      long limitPriceUnits,
      long feeUnits,
      String externalUid,
      int pointScale,
      LegStatus status,
      long executedLots,
      long notionalUnits,
      int trades,
      long reservedUnits,
      long settledUnits,
      long returnedUnits,
      long paidFeeUnits,
      int delayedMovements) {

    LegProgress progress() {
      return new LegProgress(
          new LegTerms(
              legId, contract, point, side, lots, lotUnits, limitPriceUnits, feeUnits, externalUid),
          pointScale,
          status,
          executedLots,
          notionalUnits,
          trades,
          reservedUnits,
          settledUnits,
          returnedUnits,
          paidFeeUnits,
          delayedMovements);
    }
  }
}
