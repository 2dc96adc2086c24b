package io.dams.backoffice.statement;

import io.dams.backoffice.openpoints.OpenPoints;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
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

/** SQL of {@code point_error_statement_book}. */
@Mapper
interface ErrorBookMapper {

  @Select("SELECT UTC_TIMESTAMP(6)")
  Instant now();

  @Insert(
      """
      INSERT INTO point_error_statement_book
        (transfer_id, kind, ex_code, units, group_id, leg_id, user_id, reason, attempts,
         opened_at, last_attempt_at, next_attempt_at)
      VALUES
        (#{m.transferId}, #{m.kind}, #{m.exCode}, #{m.units}, #{m.group}, #{m.leg}, #{m.user},
         #{reason}, #{attempts}, #{now}, #{now}, #{next})
      """)
  int insert(
      @Param("m") Movement movement,
      @Param("reason") String reason,
      @Param("attempts") int attempts,
      @Param("now") Instant now,
      @Param("next") Instant next);

  @Update(
      """
      UPDATE point_error_statement_book
      SET reason = #{reason}, attempts = #{attempts}, last_attempt_at = #{now},
          next_attempt_at = #{next}
      WHERE transfer_id = #{transferId}
      """)
  int update(
      @Param("transferId") TransferId transferId,
      @Param("reason") String reason,
      @Param("attempts") int attempts,
      @Param("now") Instant now,
      @Param("next") Instant next);

  @Update(
      """
      UPDATE point_error_statement_book SET resolved_at = UTC_TIMESTAMP(6)
      WHERE transfer_id = #{transferId} AND resolved_at IS NULL
      """)
  int resolve(@Param("transferId") TransferId transferId);

  @Update(
      """
      UPDATE point_error_statement_book SET next_attempt_at = #{now}
      WHERE transfer_id = #{transferId}
      """)
  int due(@Param("transferId") TransferId transferId, @Param("now") Instant now);

  /** The columns of {@link ErrorEntry}. */
  String COLUMNS =
      """
      id, transfer_id, kind, ex_code, units, group_id, leg_id, user_id, reason, attempts,
      opened_at, last_attempt_at, next_attempt_at, ruling, resolved_at
      """;

  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM point_error_statement_book
          WHERE id > #{after} AND (NOT #{filter.open} OR resolved_at IS NULL)
            AND (#{filter.exCode} IS NULL OR ex_code = #{filter.exCode})
            AND (#{filter.kind} IS NULL OR kind = #{filter.kind})
            AND (#{filter.reason} IS NULL OR reason = #{filter.reason})
            AND (#{filter.group} IS NULL OR group_id = #{filter.group})
          ORDER BY id LIMIT #{limit}
          """)
  List<ErrorEntry> list(
      @Param("filter") Filter filter, @Param("after") long after, @Param("limit") int limit);

  /**
   * What to list; null for any.
   *
   * @param open only what is not resolved
   */
  record Filter(
      boolean open,
      @Nullable AssetCode exCode,
      @Nullable TransferKind kind,
      @Nullable String reason,
      @Nullable OrderGroupId group) {}

  @Select(
      "SELECT "
          + COLUMNS
          + " FROM point_error_statement_book WHERE transfer_id = #{transferId} FOR UPDATE")
  Optional<ErrorEntry> lock(@Param("transferId") TransferId transferId);

  @Select(
      "SELECT " + COLUMNS + " FROM point_error_statement_book WHERE transfer_id = #{transferId}")
  Optional<ErrorEntry> find(@Param("transferId") TransferId transferId);

  @Update(
      """
      UPDATE point_error_statement_book
      SET ruling = #{v.ruling}, ruling_reference = #{v.reference}, ruling_moved_at = #{v.movedAt},
          next_attempt_at = #{now}
      WHERE transfer_id = #{transferId} AND resolved_at IS NULL
      """)
  int rule(
      @Param("transferId") TransferId transferId,
      @Param("v") Verdict verdict,
      @Param("now") Instant now);

  @Select(
      """
      SELECT ruling, ruling_reference AS reference, ruling_moved_at AS moved_at
      FROM point_error_statement_book
      WHERE transfer_id = #{transferId} AND ruling IS NOT NULL AND resolved_at IS NULL
      """)
  Optional<Verdict> verdict(@Param("transferId") TransferId transferId);

  @Select(
      """
      SELECT ex_code, COUNT(*) AS entries, SUM(units) AS units,
             TIMESTAMPDIFF(SECOND, MIN(opened_at), UTC_TIMESTAMP(6)) AS age_seconds
      FROM point_error_statement_book WHERE resolved_at IS NULL GROUP BY ex_code
      """)
  List<OpenPoints> totals();
}
