package io.dams.platform.parking;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Rows of {@code message_parked}. */
interface ParkedMessageMapper {

  /** A record that is parked already stays as it is. */
  @Insert(
      """
      INSERT INTO message_parked (consumer, topic, partition_number, offset_number, message_key,
                                  payload, headers, reason)
      VALUES (#{consumer}, #{topic}, #{partition}, #{offset}, #{key},
              #{payload}, #{headers}, #{reason})
      ON DUPLICATE KEY UPDATE consumer = VALUES(consumer)
      """)
  void park(
      @Param("consumer") String consumer,
      @Param("topic") String topic,
      @Param("partition") int partition,
      @Param("offset") long offset,
      @Param("key") String key,
      @Param("payload") byte @Nullable [] payload,
      @Param("headers") String headers,
      @Param("reason") String reason);

  @Select(
      """
      SELECT EXISTS (SELECT 1 FROM message_parked
                     WHERE consumer = #{consumer} AND topic = #{topic} AND message_key = #{key})
      """)
  boolean hasParked(
      @Param("consumer") String consumer, @Param("topic") String topic, @Param("key") String key);

  @Select(
      """
      SELECT id, consumer, topic, partition_number, offset_number, message_key, payload, headers,
             reason, parked_at
      FROM message_parked WHERE id > #{after} ORDER BY id LIMIT #{limit}
      """)
  List<ParkedMessage> page(@Param("after") long after, @Param("limit") int limit);

  @Select(
      """
      SELECT id, consumer, topic, partition_number, offset_number, message_key, payload, headers,
             reason, parked_at
      FROM message_parked WHERE id = #{id}
      """)
  @Nullable ParkedMessage find(@Param("id") long id);

  /** The next of a key that waits, oldest first, locked. */
  @Select(
      """
      SELECT id, consumer, topic, partition_number, offset_number, message_key, payload, headers,
             reason, parked_at
      FROM message_parked
      WHERE consumer = #{consumer} AND topic = #{topic} AND message_key = #{key}
      ORDER BY id LIMIT 1
      FOR UPDATE
      """)
  @Nullable ParkedMessage lockOldest(
      @Param("consumer") String consumer, @Param("topic") String topic, @Param("key") String key);

  @Delete("DELETE FROM message_parked WHERE id = #{id}")
  int delete(@Param("id") long id);

  @Select("SELECT COUNT(*) FROM message_parked")
  long count();
}
