package io.dams.backoffice.breaks;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.money.AssetCode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of {@code statement_break}. */
@Mapper
interface BreakMapper {

  /** The columns of {@link StatementBreak}. */
  String COLUMNS =
      """
      id, ex_code, day, transfer_id, type, state, our_kind, our_units, our_reference, our_at,
      their_kind, their_units, their_reference, their_at, their_faults, their_text, pass, opened_at,
      changed_at
      """;

  @Insert(
      """
      INSERT INTO statement_break
        (ex_code, day, transfer_id, type, state, our_kind, our_units, our_reference, our_at,
         their_kind, their_units, their_reference, their_at, their_faults, their_text, pass,
         opened_at, changed_at)
      VALUES
        (#{d.exCode}, #{d.day}, #{d.transferId}, #{d.type}, 'OPEN',
         #{d.ours.kind}, #{d.ours.units}, #{d.ours.reference}, #{d.ours.at},
         #{d.theirs.kind}, #{d.theirs.units}, #{d.theirs.reference}, #{d.theirs.at},
         #{d.unbookable.faults}, #{d.unbookable.text}, #{pass}, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6))
      """)
  int insert(@Param("d") Difference difference, @Param("pass") int pass);

  @Update(
      """
      UPDATE statement_break
      SET our_kind = #{d.ours.kind}, our_units = #{d.ours.units},
          our_reference = #{d.ours.reference}, our_at = #{d.ours.at},
          their_kind = #{d.theirs.kind}, their_units = #{d.theirs.units},
          their_reference = #{d.theirs.reference}, their_at = #{d.theirs.at},
          their_faults = #{d.unbookable.faults}, their_text = #{d.unbookable.text}, pass = #{pass}
      WHERE id = #{id}
      """)
  int seenAgain(@Param("id") long id, @Param("d") Difference difference, @Param("pass") int pass);

  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM statement_break
          WHERE ex_code = #{d.exCode} AND day = #{d.day} AND transfer_id = #{d.transferId}
            AND type = #{d.type}
          FOR UPDATE
          """)
  Optional<StatementBreak> lockSame(@Param("d") Difference difference);

  @Select("SELECT " + COLUMNS + " FROM statement_break WHERE id = #{id} FOR UPDATE")
  Optional<StatementBreak> lock(@Param("id") long id);

  @Select("SELECT " + COLUMNS + " FROM statement_break WHERE id = #{id}")
  Optional<StatementBreak> find(@Param("id") long id);

  @Update(
      """
      UPDATE statement_break SET state = #{to}, changed_at = UTC_TIMESTAMP(6)
      WHERE id = #{id} AND state = #{from}
      """)
  int move(@Param("id") long id, @Param("from") BreakState from, @Param("to") BreakState to);

  /** Breaks of a day that a later pass did not find any more. */
  @Select(
      """
      SELECT id FROM statement_break
      WHERE ex_code = #{exCode} AND day = #{day} AND pass < #{pass}
        AND state IN ('OPEN', 'EXPLAINED')
      ORDER BY id
      """)
  List<Long> unseen(
      @Param("exCode") AssetCode exCode, @Param("day") LocalDate day, @Param("pass") int pass);

  /**
   * Breaks of lines that were missing here, and are in our book by now as the merchant has them.
   */
  @Select(
      """
      SELECT b.id FROM statement_break b
      JOIN point_statement_book o ON o.transfer_id = b.transfer_id
      WHERE b.state IN ('OPEN', 'EXPLAINED') AND b.type = 'MISSING_HERE'
        AND o.ex_code = b.ex_code AND o.kind = b.their_kind AND o.units = b.their_units
        AND o.merchant_reference = b.their_reference AND DATE(o.merchant_at) = b.day
      ORDER BY b.id LIMIT #{limit}
      """)
  List<Long> matchedMeanwhile(@Param("limit") int limit);

  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM statement_break
          WHERE id > #{after}
            AND (#{filter.state} IS NULL OR state = #{filter.state})
            AND (#{filter.exCode} IS NULL OR ex_code = #{filter.exCode})
            AND (#{filter.type} IS NULL OR type = #{filter.type})
            AND (#{filter.day} IS NULL OR day = #{filter.day})
            AND (#{filter.transferId} IS NULL OR transfer_id = #{filter.transferId})
          ORDER BY id LIMIT #{limit}
          """)
  List<StatementBreak> list(
      @Param("filter") Filter filter, @Param("after") long after, @Param("limit") int limit);

  /** What to list; null for any. */
  record Filter(
      @Nullable BreakState state,
      @Nullable AssetCode exCode,
      @Nullable BreakType type,
      @Nullable LocalDate day,
      @Nullable TransferId transferId) {}

  /** A break is of as many units as the books differ by, or as it is about; 0 if nobody knows. */
  @Select(
      """
      SELECT ex_code, type, state, COUNT(*) AS breaks,
             SUM(IF(type = 'OTHER_AMOUNT', ABS(our_units - their_units),
                    COALESCE(their_units, our_units, 0))) AS units,
             TIMESTAMPDIFF(SECOND, MIN(opened_at), UTC_TIMESTAMP(6)) AS age_seconds
      FROM statement_break WHERE state IN ('OPEN', 'EXPLAINED') GROUP BY ex_code, type, state
      """)
  List<Total> totals();

  /** Open breaks of one kind. */
  record Total(
      AssetCode exCode,
      BreakType type,
      BreakState state,
      long breaks,
      BigDecimal units,
      long ageSeconds) {}
}
