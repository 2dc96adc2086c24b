package io.dams.backoffice.receivable;

import io.dams.backoffice.openpoints.OpenPoints;
import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.TransferId;
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

/** SQL of {@code receivable}. */
@Mapper
interface ReceivableMapper {

  /** The columns of {@link Receivable}. */
  String COLUMNS =
      """
      id, transfer_id, kind, ex_code, units, group_id, leg_id, user_id, reason, state, booked_at,
      settled_at
      """;

  @Select("SELECT UTC_TIMESTAMP(6)")
  Instant now();

  @Insert(
      """
      INSERT INTO receivable
        (transfer_id, kind, ex_code, units, group_id, leg_id, user_id, reason, state, booked_at)
      VALUES
        (#{m.transferId}, #{m.kind}, #{m.exCode}, #{m.units}, #{m.group}, #{m.leg}, #{m.user},
         #{reason}, 'OPEN', #{now})
      """)
  int insert(
      @Param("m") Movement movement, @Param("reason") String reason, @Param("now") Instant now);

  @Update(
      """
      UPDATE receivable SET state = 'SETTLED', settled_at = #{now}
      WHERE transfer_id = #{transferId} AND state = 'OPEN'
      """)
  int settle(@Param("transferId") TransferId transferId, @Param("now") Instant now);

  @Select("SELECT " + COLUMNS + " FROM receivable WHERE transfer_id = #{transferId}")
  Optional<Receivable> find(@Param("transferId") TransferId transferId);

  @Select("SELECT " + COLUMNS + " FROM receivable WHERE transfer_id = #{transferId} FOR UPDATE")
  Optional<Receivable> lock(@Param("transferId") TransferId transferId);

  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM receivable
          WHERE id > #{after} AND (#{state} IS NULL OR state = #{state})
            AND (#{exCode} IS NULL OR ex_code = #{exCode})
          ORDER BY id LIMIT #{limit}
          """)
  List<Receivable> list(
      @Param("state") Receivable.@Nullable State state,
      @Param("exCode") @Nullable AssetCode exCode,
      @Param("after") long after,
      @Param("limit") int limit);

  @Select(
      """
      SELECT ex_code, COUNT(*) AS entries, SUM(units) AS units,
             TIMESTAMPDIFF(SECOND, MIN(booked_at), UTC_TIMESTAMP(6)) AS age_seconds
      FROM receivable WHERE state = 'OPEN' GROUP BY ex_code
      """)
  List<OpenPoints> totals();
}
