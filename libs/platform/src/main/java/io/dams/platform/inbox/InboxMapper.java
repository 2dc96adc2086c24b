package io.dams.platform.inbox;

import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** What has taken effect already. */
interface InboxMapper {

  /** Fails when the row is there; waits for a transaction that is writing it. */
  @Insert(
      """
      INSERT INTO message_history (consumer, source, message_id)
      VALUES (#{consumer}, #{source}, #{id})
      """)
  void insert(
      @Param("consumer") String consumer, @Param("source") String source, @Param("id") String id);

  /** Moves the key's position on, never back. Returns where it was; 0 when it was nowhere. */
  @Select(
      value =
          """
          INSERT INTO message_position (consumer, source, topic, message_key, last_sequence)
          VALUES (#{consumer}, #{source}, #{topic}, #{key}, #{sequence})
          ON DUPLICATE KEY UPDATE previous_sequence = last_sequence,
                                  last_sequence = GREATEST(last_sequence, #{sequence})
          RETURNING previous_sequence
          """,
      affectData = true)
  long position(
      @Param("consumer") String consumer,
      @Param("source") String source,
      @Param("topic") String topic,
      @Param("key") String key,
      @Param("sequence") long sequence);

  @Delete(
      """
      DELETE FROM message_history
      WHERE received_at < NOW(6) - INTERVAL #{days} DAY
      ORDER BY received_at
      LIMIT #{limit}
      """)
  int prune(@Param("days") long days, @Param("limit") int limit);

  /** The stream's position, locked; null when the consumer has none. */
  @Select(
      """
      SELECT last_sequence FROM stream_position
      WHERE consumer = #{consumer} AND stream = #{stream}
      FOR UPDATE
      """)
  @Nullable Long lockPosition(@Param("consumer") String consumer, @Param("stream") String stream);

  @Insert(
      """
      INSERT IGNORE INTO stream_position (consumer, stream, last_sequence)
      VALUES (#{consumer}, #{stream}, 0)
      """)
  int openPosition(@Param("consumer") String consumer, @Param("stream") String stream);

  @Update(
      """
      UPDATE stream_position SET last_sequence = #{sequence}
      WHERE consumer = #{consumer} AND stream = #{stream} AND last_sequence = #{sequence} - 1
      """)
  int advance(
      @Param("consumer") String consumer,
      @Param("stream") String stream,
      @Param("sequence") long sequence);
}
