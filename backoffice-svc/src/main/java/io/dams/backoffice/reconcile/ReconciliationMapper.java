package io.dams.backoffice.reconcile;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of {@code reconciliation} and {@code reconciliation_line}. */
@Mapper
interface ReconciliationMapper {

  /** The columns of {@link Reconciliation}. */
  String COLUMNS =
      """
      id, ex_code, day, pass, state, cursor_at, cursor_text, their_lines, our_lines, breaks,
      requested_by, started_at, finished_at
      """;

  @Select("SELECT UTC_TIMESTAMP(6)")
  Instant now();

  @Insert(
      """
      INSERT INTO reconciliation (ex_code, day, pass, state, requested_by, started_at)
      VALUES (#{exCode}, #{day}, 1, 'READING', #{by}, UTC_TIMESTAMP(6))
      """)
  int insert(
      @Param("exCode") AssetCode exCode, @Param("day") LocalDate day, @Param("by") String by);

  @Update(
      """
      UPDATE reconciliation
      SET pass = pass + 1, state = 'READING', cursor_at = NULL, cursor_text = NULL,
          their_lines = 0, our_lines = 0, breaks = 0, requested_by = #{by},
          started_at = UTC_TIMESTAMP(6), finished_at = NULL
      WHERE id = #{id} AND state = 'DONE'
      """)
  int again(@Param("id") long id, @Param("by") String by);

  @Select(
      "SELECT "
          + COLUMNS
          + " FROM reconciliation WHERE ex_code = #{exCode} AND day = #{day} FOR UPDATE")
  Optional<Reconciliation> lock(@Param("exCode") AssetCode exCode, @Param("day") LocalDate day);

  @Select("SELECT " + COLUMNS + " FROM reconciliation WHERE ex_code = #{exCode} AND day = #{day}")
  Optional<Reconciliation> find(@Param("exCode") AssetCode exCode, @Param("day") LocalDate day);

  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM reconciliation
          WHERE id > #{after} AND (#{exCode} IS NULL OR ex_code = #{exCode})
            AND (#{day} IS NULL OR day = #{day})
          ORDER BY id LIMIT #{limit}
          """)
  List<Reconciliation> list(
      @Param("exCode") @Nullable AssetCode exCode,
      @Param("day") @Nullable LocalDate day,
      @Param("after") long after,
      @Param("limit") int limit);

  /** Goes on with a pass that is where the caller saw it. */
  @Update(
      """
      UPDATE reconciliation
      SET state = #{state}, cursor_at = #{cursorAt}, cursor_text = #{cursorText},
          their_lines = their_lines + #{theirs}, our_lines = our_lines + #{ours},
          breaks = breaks + #{breaks},
          finished_at = IF(#{state} = 'DONE', UTC_TIMESTAMP(6), NULL)
      WHERE id = #{seen.id} AND pass = #{seen.pass} AND state = #{seen.state}
        AND cursor_at <=> #{seen.cursorAt} AND cursor_text <=> #{seen.cursorText}
      """)
  int goOn(
      @Param("seen") Reconciliation seen,
      @Param("state") Reconciliation.State state,
      @Param("cursorAt") @Nullable Instant cursorAt,
      @Param("cursorText") @Nullable String cursorText,
      @Param("theirs") long theirs,
      @Param("ours") long ours,
      @Param("breaks") long breaks);

  @Insert(
      """
      <script>
      INSERT INTO reconciliation_line (reconciliation_id, pass, transfer_id, read_at) VALUES
      <foreach collection="ids" item="id" separator=",">
        (#{seen.id}, #{seen.pass}, #{id}, UTC_TIMESTAMP(6))
      </foreach>
      </script>
      """)
  int keep(@Param("seen") Reconciliation seen, @Param("ids") Collection<TransferId> ids);

  @Select(
      """
      <script>
      SELECT transfer_id FROM reconciliation_line
      WHERE reconciliation_id = #{seen.id} AND pass = #{seen.pass} AND transfer_id IN
      <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
      </script>
      """)
  Set<TransferId> read(
      @Param("seen") Reconciliation seen, @Param("ids") Collection<TransferId> ids);

  @Select(
      """
      SELECT COUNT(*) FROM reconciliation_line
      WHERE reconciliation_id = #{seen.id} AND pass = #{seen.pass}
      """)
  long countRead(@Param("seen") Reconciliation seen);

  @Delete(
      "DELETE FROM reconciliation_line WHERE read_at < #{before} ORDER BY read_at LIMIT #{limit}")
  int prune(@Param("before") Instant before, @Param("limit") int limit);

  /** Days that were begun. */
  @Select("SELECT day FROM reconciliation WHERE ex_code = #{exCode} AND day >= #{from}")
  Set<LocalDate> days(@Param("exCode") AssetCode exCode, @Param("from") LocalDate from);

  /** Days that are due for another pass, because breaks of theirs are open. */
  @Select(
      "SELECT "
          + COLUMNS
          + """
          FROM reconciliation r
          WHERE state = 'DONE' AND finished_at < #{before} AND day >= #{from}
            AND EXISTS (SELECT 1 FROM statement_break b
                        WHERE b.ex_code = r.ex_code AND b.day = r.day
                          AND b.state IN ('OPEN', 'EXPLAINED'))
          ORDER BY finished_at LIMIT #{limit}
          """)
  List<Reconciliation> unsettled(
      @Param("before") Instant before, @Param("from") LocalDate from, @Param("limit") int limit);

  /**
   * Until when each merchant's days are compared: all up to the day before the first that is not.
   */
  @Select(
      """
      SELECT ex_code,
             COALESCE(MIN(IF(state = 'DONE', NULL, day)) - INTERVAL 1 DAY, MAX(day)) AS day
      FROM reconciliation GROUP BY ex_code
      """)
  List<Reached> reached();

  /** The last day up to which a merchant's days are compared. */
  record Reached(AssetCode exCode, LocalDate day) {}
}
