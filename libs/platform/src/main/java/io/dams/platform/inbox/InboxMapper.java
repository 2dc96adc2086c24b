package io.dams.platform.inbox;

import java.util.List;
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

  /** As {@link #insert}, all or none. */
  @Insert(
      """
      <script>
      INSERT INTO message_history (consumer, source, message_id) VALUES
      <foreach collection="messages" item="m" separator=",">
        (#{consumer}, #{m.source}, #{m.id})
      </foreach>
      </script>
      """)
  void insertAll(
      @Param("consumer") String consumer, @Param("messages") List<InboundMessage> messages);

  @Delete(
      """
      DELETE FROM message_history
      WHERE received_at < NOW(6) - INTERVAL #{days} DAY
      ORDER BY received_at
      LIMIT #{limit}
      """)
  int prune(@Param("days") long days, @Param("limit") int limit);

  /** Opens the numbers of a source, topic and key with its first message; 0 when they are open. */
  @Insert(
      """
      INSERT IGNORE INTO message_position (consumer, topic, message_key, source, last_sequence)
      VALUES (#{consumer}, #{m.topic}, #{m.key}, #{m.source}, 1)
      """)
  int openSequence(@Param("consumer") String consumer, @Param("m") InboundMessage message);

  /** Opens the numbers of several; none of them when those of one are open, and then it fails. */
  @Insert(
      """
      <script>
      INSERT INTO message_position (consumer, topic, message_key, source, last_sequence) VALUES
      <foreach collection="messages" item="m" separator=",">
        (#{consumer}, #{m.topic}, #{m.key}, #{m.source}, 1)
      </foreach>
      </script>
      """)
  void openAll(
      @Param("consumer") String consumer, @Param("messages") List<InboundMessage> messages);

  /** Advances to the message if it is the next one, else 0; waits for who is advancing. */
  @Update(
      """
      UPDATE message_position SET last_sequence = #{m.sequence}
      WHERE consumer = #{consumer} AND topic = #{m.topic} AND message_key = #{m.key}
        AND source = #{m.source}
        AND last_sequence = #{m.sequence} - 1
      """)
  int advanceSequence(@Param("consumer") String consumer, @Param("m") InboundMessage message);

  /** The number of the last message that took effect, locked; null when none did. */
  @Select(
      """
      SELECT last_sequence FROM message_position
      WHERE consumer = #{consumer} AND topic = #{m.topic} AND message_key = #{m.key}
        AND source = #{m.source}
      FOR UPDATE
      """)
  @Nullable Long lastSequence(
      @Param("consumer") String consumer, @Param("m") InboundMessage message);

  /** How many of the numbers between the last one and the message were given up. */
  @Select(
      """
      SELECT COUNT(*) FROM message_given_up
      WHERE topic = #{m.topic} AND message_key = #{m.key} AND source = #{m.source}
        AND sequence_number > #{last} AND sequence_number < #{m.sequence}
      """)
  long givenUp(@Param("m") InboundMessage message, @Param("last") long last);

  /** Advances over numbers that were given up. */
  @Insert(
      """
      INSERT INTO message_position (consumer, topic, message_key, source, last_sequence)
      VALUES (#{consumer}, #{m.topic}, #{m.key}, #{m.source}, #{m.sequence})
      ON DUPLICATE KEY UPDATE last_sequence = VALUES(last_sequence)
      """)
  void skipTo(@Param("consumer") String consumer, @Param("m") InboundMessage message);

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
      UPDATE stream_position SET last_sequence = #{to}
      WHERE consumer = #{consumer} AND stream = #{stream} AND last_sequence = #{from}
      """)
  int advance(
      @Param("consumer") String consumer,
      @Param("stream") String stream,
      @Param("from") long from,
      @Param("to") long to);
}
