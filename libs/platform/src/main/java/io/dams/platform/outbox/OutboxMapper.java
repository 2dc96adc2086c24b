package io.dams.platform.outbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of the outbox, and who may send them. */
interface OutboxMapper {

  /** A stream, and how many messages of it are to be numbered. */
  record Numbered(OutboxRow.Stream stream, int messages) {}

  /**
   * Takes the next numbers of streams, and their row locks in the given order, until the end of the
   * transaction. Returns the last number of each, in that order.
   */
  @Select(
      value =
          """
          <script>
          INSERT INTO message_sequence (topic, message_key, last_sequence) VALUES
          <foreach collection="streams" item="s" separator=",">
            (#{s.stream.topic}, #{s.stream.key}, #{s.messages})
          </foreach>
          ON DUPLICATE KEY UPDATE last_sequence = last_sequence + VALUES(last_sequence)
          RETURNING last_sequence
          </script>
          """,
      affectData = true)
  List<Long> lastSequences(@Param("streams") List<Numbered> streams);

  /** A message with its number. */
  record NewRow(WaitingMessage message, long sequence) {}

  @Insert(
      """
      <script>
      INSERT INTO message_outbox (message_id, bucket, topic, partition_number, message_key,
                                  sequence_number, type, payload, traceparent)
      VALUES
      <foreach collection="rows" item="r" separator=",">
        (#{r.message.id}, #{r.message.bucket}, #{r.message.stream.topic}, #{r.message.partition},
         #{r.message.stream.key}, #{r.sequence}, #{r.message.type}, #{r.message.payload},
         #{r.message.traceparent})
      </foreach>
      </script>
      """)
  void insert(@Param("rows") List<NewRow> rows);

  /**
   * Oldest rows first, of buckets that the owner leases at this moment. Left out are some streams,
   * and those that have a row which goes to one of some places.
   */
  @Select(
      """
      <script>
      SELECT o.id, o.message_id, o.bucket, o.topic, o.partition_number, o.message_key,
             o.sequence_number, o.type, o.payload, o.traceparent, o.created_at
      FROM message_outbox o
      JOIN message_outbox_bucket b ON b.bucket = o.bucket
      WHERE b.owner = #{owner} AND b.lease_until &gt; NOW(6)
      <if test="!streams.isEmpty()">
        AND (o.topic, o.message_key) NOT IN
        <foreach collection="streams" item="s" open="(" separator="," close=")">
          (#{s.topic}, #{s.key})
        </foreach>
      </if>
      <if test="!places.isEmpty()">
        AND (o.topic, o.message_key) NOT IN (
          SELECT r.topic, r.message_key FROM message_outbox r WHERE
          <foreach collection="places" item="p" separator=" OR ">
            (r.topic = #{p.topic} AND r.partition_number &lt;=&gt; #{p.partition})
          </foreach>)
      </if>
      ORDER BY o.id
      LIMIT #{limit}
      </script>
      """)
  List<OutboxRow> oldest(
      @Param("owner") String owner,
      @Param("streams") Collection<OutboxRow.Stream> streams,
      @Param("places") Collection<OutboxRow.Place> places,
      @Param("limit") int limit);

  /** Deletes what was sent, where the owner still leases the bucket. */
  @Delete(
      """
      <script>
      DELETE o FROM message_outbox o
      JOIN message_outbox_bucket b ON b.bucket = o.bucket
      WHERE b.owner = #{owner} AND o.id IN
      <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
      </script>
      """)
  int deleteSent(@Param("owner") String owner, @Param("ids") List<Long> ids);

  @Insert(
      """
      INSERT INTO message_relay (owner, alive_until)
      VALUES (#{owner}, NOW(6) + INTERVAL #{leaseMillis} * 1000 MICROSECOND)
      ON DUPLICATE KEY UPDATE alive_until = VALUES(alive_until)
      """)
  void alive(@Param("owner") String owner, @Param("leaseMillis") long leaseMillis);

  @Delete("DELETE FROM message_relay WHERE owner = #{owner}")
  void gone(@Param("owner") String owner);

  /** Forgets relays that have been dead for long. */
  @Delete("DELETE FROM message_relay WHERE alive_until < NOW(6) - INTERVAL 1 HOUR")
  void forgetDead();

  @Select("SELECT COUNT(*) FROM message_relay WHERE alive_until > NOW(6)")
  int relays();

  @Update(
      """
      UPDATE message_outbox_bucket
      SET lease_until = NOW(6) + INTERVAL #{leaseMillis} * 1000 MICROSECOND
      WHERE owner = #{owner} AND lease_until > NOW(6)
      """)
  int renew(@Param("owner") String owner, @Param("leaseMillis") long leaseMillis);

  /** Leases buckets that nobody holds; the fence counts the change. */
  @Update(
      """
      UPDATE message_outbox_bucket
      SET owner = #{owner}, fence = fence + 1,
          lease_until = NOW(6) + INTERVAL #{leaseMillis} * 1000 MICROSECOND
      WHERE lease_until <= NOW(6)
      ORDER BY bucket
      LIMIT #{limit}
      """)
  int lease(
      @Param("owner") String owner,
      @Param("leaseMillis") long leaseMillis,
      @Param("limit") int limit);

  /** Gives back the given number of buckets. */
  @Update(
      """
      UPDATE message_outbox_bucket SET owner = NULL, lease_until = NOW(6)
      WHERE owner = #{owner}
      ORDER BY bucket DESC
      LIMIT #{count}
      """)
  int release(@Param("owner") String owner, @Param("count") int count);

  /**
   * Notes why a row could not be sent.
   *
   * @param failureOf KEY when its key rests, PLACE when the place does to which it goes
   */
  @Update(
      """
      UPDATE message_outbox SET failure_of = #{failureOf}, failure = LEFT(#{failure}, 300)
      WHERE id = #{id}
      """)
  int failed(
      @Param("id") long id, @Param("failureOf") String failureOf, @Param("failure") String failure);

  /**
   * A key whose messages wait.
   *
   * @param firstId of its oldest row
   * @param reasonOf KEY when its oldest row cannot be sent, PLACE when nothing can be sent to where
   *     that row goes; null while nothing was tried
   * @param reason what Kafka's client said
   */
  record WaitingKey(
      String firstId,
      String topic,
      String messageKey,
      long messages,
      Instant waitingSince,
      @Nullable String reasonOf,
      @Nullable String reason) {}

  /** Keys that have waited for some time, in the order of their oldest rows. */
  @Select(
      """
      SELECT w.first_id, w.topic, w.message_key, w.messages, w.waiting_since,
             COALESCE(o.failure_of, p.failure_of) AS reason_of,
             COALESCE(o.failure, p.failure) AS reason
      FROM (SELECT MIN(id) AS first_id, topic, message_key, COUNT(*) AS messages,
                   MIN(created_at) AS waiting_since
            FROM message_outbox
            GROUP BY topic, message_key
            HAVING MIN(id) > #{after} AND MIN(created_at) < NOW(6) - INTERVAL #{seconds} SECOND
            ORDER BY MIN(id) LIMIT #{limit}) w
      JOIN message_outbox o ON o.id = w.first_id
      LEFT JOIN message_outbox p
        ON p.id = (SELECT MIN(f.id) FROM message_outbox f
                   WHERE f.failure_of = 'PLACE' AND f.topic = o.topic
                     AND f.partition_number <=> o.partition_number)
      ORDER BY w.first_id
      """)
  List<WaitingKey> waitingKeys(
      @Param("seconds") int seconds, @Param("after") long after, @Param("limit") int limit);

  @Select("SELECT COUNT(*) FROM message_outbox")
  long waiting();

  @Select(
      """
      SELECT COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(created_at), NOW(6)) / 1000000, 0)
      FROM message_outbox
      """)
  double oldestAgeSeconds();
}
