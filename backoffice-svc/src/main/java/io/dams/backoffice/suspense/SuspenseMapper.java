package io.dams.backoffice.suspense;

import io.dams.backoffice.openpoints.OpenPoints;
import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of {@code suspense}. */
@Mapper
interface SuspenseMapper {

  /** The columns of {@link Suspended}. */
  String COLUMNS =
      """
      id, transfer_id, kind, first_id, number, ex_code, units, group_id, leg_id, user_id,
      refused_uid, reason, state, claim_id, claimed_uid, suspended_at, claimed_at
      """;

  @Select("SELECT UTC_TIMESTAMP(6)")
  Instant now();

  @Insert(
      """
      INSERT INTO suspense
        (transfer_id, kind, first_id, number, ex_code, units, group_id, leg_id, user_id,
         refused_uid, reason, state, suspended_at)
      VALUES
        (#{m.transferId}, #{m.kind}, #{first}, #{number}, #{m.exCode}, #{m.units}, #{m.group},
         #{m.leg}, #{m.user}, #{m.uid}, #{reason}, 'SUSPENDED', #{now})
      """)
  int insert(
      @Param("m") Movement movement,
      @Param("first") TransferId first,
      @Param("number") int number,
      @Param("reason") String reason,
      @Param("now") Instant now);

  /** What this settlement took the place of; empty when it is the first. */
  @Select("SELECT " + COLUMNS + " FROM suspense WHERE claim_id = #{claim}")
  Optional<Suspended> before(@Param("claim") TransferId claim);

  @Select("SELECT " + COLUMNS + " FROM suspense WHERE transfer_id = #{transferId}")
  Optional<Suspended> find(@Param("transferId") TransferId transferId);

  @Select("SELECT " + COLUMNS + " FROM suspense WHERE transfer_id = #{transferId} FOR UPDATE")
  Optional<Suspended> lock(@Param("transferId") TransferId transferId);

  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM suspense
          WHERE user_id = #{user} AND ex_code = #{exCode} AND state = 'SUSPENDED'
          ORDER BY id FOR UPDATE
          """)
  List<Suspended> lockOpen(@Param("user") UserId user, @Param("exCode") AssetCode exCode);

  @Update(
      """
      UPDATE suspense
      SET state = 'CLAIMED', claim_id = #{claim.transferId}, claimed_uid = #{claim.uid},
          claimed_at = #{now}
      WHERE transfer_id = #{transferId} AND state = 'SUSPENDED'
      """)
  int claim(
      @Param("transferId") TransferId transferId,
      @Param("claim") Movement claim,
      @Param("now") Instant now);

  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM suspense
          WHERE id > #{after} AND (#{state} IS NULL OR state = #{state})
            AND (#{exCode} IS NULL OR ex_code = #{exCode})
            AND (#{user} IS NULL OR user_id = #{user})
          ORDER BY id LIMIT #{limit}
          """)
  List<Suspended> list(
      @Param("state") Suspended.@Nullable State state,
      @Param("exCode") @Nullable AssetCode exCode,
      @Param("user") @Nullable UserId user,
      @Param("after") long after,
      @Param("limit") int limit);

  @Select(
      """
      SELECT ex_code, COUNT(*) AS entries, SUM(units) AS units,
             TIMESTAMPDIFF(SECOND, MIN(suspended_at), UTC_TIMESTAMP(6)) AS age_seconds
      FROM suspense WHERE state = 'SUSPENDED' GROUP BY ex_code
      """)
  List<OpenPoints> totals();
}
