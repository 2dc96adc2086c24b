package io.dams.platform.obligation;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of {@code obligation}. All times are the database's. */
interface ObligationMapper {

  /**
   * A new row. With a lease, what is due now is claimed by the same statement: its first attempt is
   * counted, and the lease runs.
   *
   * @param leaseMillis null when nobody here attempts it
   */
  @Select(
      value =
          """
          INSERT INTO obligation (kind, lane, reference, payload, traceparent, attempts, failures,
                                  fence, lease_until, next_attempt_at)
          VALUES (#{kind}, #{lane}, #{reference}, #{payload}, #{traceparent},
                  #{leaseMillis} IS NOT NULL AND CAST(#{dueAt} AS DATETIME(6)) <= NOW(6),
                  attempts, attempts,
                  IF(attempts, NOW(6) + INTERVAL #{leaseMillis} * 1000 MICROSECOND, NULL),
                  COALESCE(lease_until, #{dueAt}))
          RETURNING id, attempts, created_at
          """,
      affectData = true)
  Owed insert(
      @Param("kind") String kind,
      @Param("lane") String lane,
      @Param("reference") String reference,
      @Param("payload") String payload,
      @Param("dueAt") Instant dueAt,
      @Param("traceparent") @Nullable String traceparent,
      @Param("leaseMillis") @Nullable Long leaseMillis);

  /**
   * A new row.
   *
   * @param attempts 1 when it is claimed, else 0
   */
  record Owed(long id, int attempts, Instant createdAt) {

    Row row(NewObligation o, String payload, @Nullable String traceparent) {
      return new Row(
          id,
          o.kind(),
          o.lane(),
          o.reference(),
          payload,
          "OPEN",
          attempts,
          attempts,
          attempts,
          traceparent,
          createdAt);
    }
  }

  @Select(
      """
      SELECT id FROM obligation
      WHERE kind = #{kind} AND reference = #{reference} AND state <> 'SETTLED'
      """)
  @Nullable Long findOpen(@Param("kind") String kind, @Param("reference") String reference);

  /** A row under a running attempt is only marked: it falls due when the attempt ends. */
  @Update(
      """
      UPDATE obligation
      SET hastened = lease_until IS NOT NULL AND lease_until > NOW(6),
          next_attempt_at = IF(hastened, next_attempt_at, LEAST(next_attempt_at, NOW(6)))
      WHERE id = #{id} AND state <> 'SETTLED'
      """)
  int hasten(@Param("id") long id);

  /** When the first obligation of each lane falls due, in microseconds from now. */
  record LaneDue(String lane, long dueInMicros) {}

  @Select(
      """
      SELECT lane, TIMESTAMPDIFF(MICROSECOND, NOW(6), MIN(next_attempt_at)) AS due_in_micros
      FROM obligation WHERE next_attempt_at > '2000-01-01' GROUP BY lane
      """)
  List<LaneDue> lanes();

  /** A row as it is claimed. */
  record Row(
      long id,
      String kind,
      String lane,
      String reference,
      String payload,
      String state,
      int attempts,
      int failures,
      long fence,
      @Nullable String traceparent,
      Instant createdAt) {

    /** This claim of the row, and no other. */
    Fenced fenced() {
      return new Fenced(id, fence);
    }
  }

  /** One claim of a row. */
  record Fenced(long id, long fence) {}

  /** Due rows of a lane, oldest first, locked; those that others lock are passed over. */
  @Select(
      """
      <script>
      SELECT id, kind, lane, reference, payload, state, attempts + 1 AS attempts,
             failures + 1 AS failures, fence + 1 AS fence, traceparent, created_at
      FROM obligation
      WHERE lane = #{lane} AND next_attempt_at &lt;= NOW(6) AND kind IN
      <foreach collection="kinds" item="kind" open="(" separator="," close=")">#{kind}</foreach>
      ORDER BY next_attempt_at
      LIMIT #{limit}
      FOR UPDATE SKIP LOCKED
      </script>
      """)
  List<Row> lockDue(
      @Param("lane") String lane,
      @Param("kinds") Collection<String> kinds,
      @Param("limit") int limit);

  /**
   * Claims rows. Counts the attempt as failed until its outcome is noted; one that failed too often
   * is stuck, whether or not anybody was left to say so.
   */
  @Update(
      """
      <script>
      UPDATE obligation
      SET attempts = attempts + 1, failures = failures + 1, fence = fence + 1, hastened = FALSE,
          state = IF(failures &gt; #{attemptsToStuck}, 'STUCK', state),
          reason = IF(state = 'STUCK', COALESCE(reason, 'attempts end without an outcome'), reason),
          lease_until = NOW(6) + INTERVAL #{leaseMillis} * 1000 MICROSECOND,
          next_attempt_at = lease_until
      WHERE id IN
      <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
      </script>
      """)
  int lease(
      @Param("ids") List<Long> ids,
      @Param("leaseMillis") long leaseMillis,
      @Param("attemptsToStuck") int attemptsToStuck);

  /** Whether the claim stands; looks without a lock. */
  @Select(
      """
      SELECT EXISTS (SELECT 1 FROM obligation
                     WHERE id = #{id} AND fence = #{fence} AND state <> 'SETTLED')
      """)
  boolean holds(@Param("id") long id, @Param("fence") long fence);

  /** Not of an attempt that has ended, and whose end this waited for: nobody would end it. */
  @Update(
      """
      UPDATE obligation
      SET lease_until = NOW(6) + INTERVAL #{leaseMillis} * 1000 MICROSECOND,
          next_attempt_at = lease_until
      WHERE id = #{id} AND fence = #{fence} AND state <> 'SETTLED' AND lease_until IS NOT NULL
      """)
  int renew(
      @Param("id") long id, @Param("fence") long fence, @Param("leaseMillis") long leaseMillis);

  @Update(
      """
      UPDATE obligation
      SET state = 'SETTLED', settled_at = NOW(6), next_attempt_at = NULL, lease_until = NULL,
          reason = NULL
      WHERE id = #{id} AND fence = #{fence} AND state <> 'SETTLED'
      """)
  int settle(@Param("id") long id, @Param("fence") long fence);

  /**
   * Ends an attempt without success. A row that was hastened meanwhile is due at once.
   *
   * @param failed whether it had no outcome
   */
  @Update(
      """
      UPDATE obligation
      SET state = IF(#{stuck}, 'STUCK', state), reason = #{reason}, lease_until = NULL,
          failures = IF(#{failed}, failures, 0),
          next_attempt_at =
              IF(hastened, NOW(6), NOW(6) + INTERVAL #{afterMillis} * 1000 MICROSECOND),
          hastened = FALSE
      WHERE id = #{id} AND fence = #{fence} AND state <> 'SETTLED'
      """)
  int postpone(
      @Param("id") long id,
      @Param("fence") long fence,
      @Param("stuck") boolean stuck,
      @Param("failed") boolean failed,
      @Param("reason") String reason,
      @Param("afterMillis") long afterMillis);

  /** How many obligations stand open, and for how long. */
  record Backlog(String kind, String lane, String state, long count, double oldestSeconds) {}

  @Select(
      """
      SELECT kind, lane, state, COUNT(*) AS count,
             TIMESTAMPDIFF(MICROSECOND, MIN(created_at), NOW(6)) / 1000000 AS oldest_seconds
      FROM obligation WHERE state IN ('OPEN', 'STUCK') GROUP BY state, kind, lane
      """)
  List<Backlog> backlog();

  /** A row of the operators' list. */
  record Line(
      String id,
      String kind,
      String lane,
      String reference,
      String state,
      int attempts,
      @Nullable String reason,
      Instant createdAt,
      @Nullable Instant nextAttemptAt) {}

  @Select(
      """
      SELECT id, kind, lane, reference, state, attempts, reason, created_at, next_attempt_at
      FROM obligation
      WHERE state = #{state} AND id > #{after}
      ORDER BY id LIMIT #{limit}
      """)
  List<Line> page(
      @Param("state") String state, @Param("after") long after, @Param("limit") int limit);

  @Delete(
      """
      DELETE FROM obligation
      WHERE settled_at < NOW(6) - INTERVAL #{days} DAY
      ORDER BY settled_at LIMIT #{limit}
      """)
  int prune(@Param("days") long days, @Param("limit") int limit);
}
