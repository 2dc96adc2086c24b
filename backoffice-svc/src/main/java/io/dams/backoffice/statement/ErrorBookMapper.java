package io.dams.backoffice.statement;

import io.dams.contracts.id.TransferId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** SQL of {@code point_error_statement_book} and its audit rows. */
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
      UPDATE point_error_statement_book SET resolved_at = #{now}
      WHERE transfer_id = #{transferId} AND resolved_at IS NULL
      """)
  int resolve(@Param("transferId") TransferId transferId, @Param("now") Instant now);

  @Update(
      """
      UPDATE point_error_statement_book SET next_attempt_at = #{now}
      WHERE transfer_id = #{transferId}
      """)
  int due(@Param("transferId") TransferId transferId, @Param("now") Instant now);

  @Select(
      """
      SELECT id, transfer_id, kind, ex_code, units, group_id, leg_id, user_id, reason, attempts,
             opened_at, last_attempt_at, next_attempt_at, resolved_at
      FROM point_error_statement_book
      WHERE id > #{after} AND (NOT #{open} OR resolved_at IS NULL)
      ORDER BY id LIMIT #{limit}
      """)
  List<ErrorEntry> list(
      @Param("open") boolean open, @Param("after") long after, @Param("limit") int limit);

  @Select(
      """
      SELECT id, transfer_id, kind, ex_code, units, group_id, leg_id, user_id, reason, attempts,
             opened_at, last_attempt_at, next_attempt_at, resolved_at
      FROM point_error_statement_book WHERE transfer_id = #{transferId} FOR UPDATE
      """)
  Optional<ErrorEntry> lock(@Param("transferId") TransferId transferId);

  @Insert(
      """
      INSERT INTO point_error_audit (transfer_id, operator, action, at)
      VALUES (#{transferId}, #{operator}, #{action}, #{at})
      """)
  int audit(
      @Param("transferId") TransferId transferId,
      @Param("operator") String operator,
      @Param("action") String action,
      @Param("at") Instant at);

  @Select(
      """
      SELECT ex_code, COUNT(*) AS entries, SUM(units) AS units,
             TIMESTAMPDIFF(SECOND, MIN(opened_at), UTC_TIMESTAMP(6)) AS age_seconds
      FROM point_error_statement_book WHERE resolved_at IS NULL GROUP BY ex_code
      """)
  List<ErrorTotal> totals();
}
