package io.dams.ledger.accountstatement;

import io.dams.contracts.ledger.AccountStatement.Line;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface AccountStatementMapper {

  /**
   * The entries of a row within a period, in the order in which they were posted.
   *
   * @param after of those at the period's very start, only the ones after this journal
   */
  @Select(
      """
      SELECT e.journal_id AS journal, e.posted_at AS `at`, j.caller, j.reference, j.operation,
             e.units, e.balance_units
      FROM entry e JOIN journal j ON j.id = e.journal_id
      WHERE e.account = #{row} AND e.posted_at >= #{from} AND e.posted_at < #{to}
        AND (e.posted_at > #{from} OR e.journal_id > #{after})
      ORDER BY e.posted_at, e.journal_id
      LIMIT #{limit}
      """)
  List<Line> lines(
      @Param("row") String row,
      @Param("from") Instant from,
      @Param("to") Instant to,
      @Param("after") long after,
      @Param("limit") int limit);

  @Select("SELECT posted_at FROM journal WHERE id = #{journal}")
  @Nullable Instant postedAt(@Param("journal") long journal);

  /** The balance of a row after its last entry before a time; null when it had none. */
  @Select(
      """
      SELECT balance_units FROM entry
      WHERE account = #{row} AND posted_at < #{before}
      ORDER BY posted_at DESC, journal_id DESC
      LIMIT 1
      """)
  @Nullable Long balanceBefore(@Param("row") String row, @Param("before") Instant before);
}
