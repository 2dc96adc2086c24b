package io.dams.platform.parking;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of {@code message_parked}. */
interface ParkedMessageMapper {

  /** A record that is parked already stays as it is. */
  @Insert(
      """
      INSERT INTO message_parked (consumer, topic, partition_number, offset_number, message_key,
                                  source, sequence_number, waits_for, payload, headers, reason)
      VALUES (#{consumer}, #{topic}, #{partition}, #{offset}, #{key},
              #{source}, #{sequence}, #{waitsFor}, #{payload}, #{headers}, #{reason})
      ON DUPLICATE KEY UPDATE consumer = VALUES(consumer)
      """)
  void park(
      @Param("consumer") String consumer,
      @Param("topic") String topic,
      @Param("partition") int partition,
      @Param("offset") long offset,
      @Param("key") String key,
      @Param("source") String source,
      @Param("sequence") long sequence,
      @Param("waitsFor") @Nullable Long waitsFor,
      @Param("payload") byte @Nullable [] payload,
      @Param("headers") String headers,
      @Param("reason") String reason);

  @Select(
      """
      SELECT EXISTS (SELECT 1 FROM message_parked
                     WHERE consumer = #{consumer} AND topic = #{topic})
      """)
  boolean hasAny(@Param("consumer") String consumer, @Param("topic") String topic);

  @Select(
      """
      SELECT EXISTS (SELECT 1 FROM message_parked
                     WHERE consumer = #{consumer} AND topic = #{topic} AND message_key = #{key})
      """)
  boolean hasParked(
      @Param("consumer") String consumer, @Param("topic") String topic, @Param("key") String key);

  @Select(
      """
      SELECT id, consumer, topic, partition_number, offset_number, message_key, source,
             sequence_number, waits_for, payload, headers, reason, parked_at
      FROM message_parked WHERE id > #{after} ORDER BY id LIMIT #{limit}
      """)
  List<ParkedMessage> page(@Param("after") long after, @Param("limit") int limit);

  @Select(
      """
      SELECT id, consumer, topic, partition_number, offset_number, message_key, source,
             sequence_number, waits_for, payload, headers, reason, parked_at
      FROM message_parked WHERE id = #{id}
      """)
  @Nullable ParkedMessage find(@Param("id") long id);

  /** The next of a key that waits, by its number, then by age; locked. */
  @Select(
      """
      SELECT id, consumer, topic, partition_number, offset_number, message_key, source,
             sequence_number, waits_for, payload, headers, reason, parked_at
      FROM message_parked
      WHERE consumer = #{consumer} AND topic = #{topic} AND message_key = #{key}
      ORDER BY sequence_number, id LIMIT 1
      FOR UPDATE
      """)
  @Nullable ParkedMessage lockOldest(
      @Param("consumer") String consumer, @Param("topic") String topic, @Param("key") String key);

  @Delete("DELETE FROM message_parked WHERE id = #{id}")
  int delete(@Param("id") long id);

  /** Records that waited for a number which has taken effect by now, or was given up. */
  @Select(
      """
      SELECT p.id FROM message_parked p
      WHERE p.waits_for IS NOT NULL
        AND (EXISTS (SELECT 1 FROM message_position m
                     WHERE m.topic = p.topic AND m.message_key = p.message_key
                       AND m.source = p.source AND m.last_sequence >= p.waits_for)
          OR EXISTS (SELECT 1 FROM message_given_up g
                     WHERE g.topic = p.topic AND g.message_key = p.message_key
                       AND g.source = p.source AND g.sequence_number = p.waits_for))
      ORDER BY p.id LIMIT #{limit}
      """)
  List<Long> mayGoOn(@Param("limit") int limit);

  @Update("UPDATE message_parked SET waits_for = #{waitsFor}, reason = #{reason} WHERE id = #{id}")
  int waitFor(
      @Param("id") long id,
      @Param("waitsFor") @Nullable Long waitsFor,
      @Param("reason") String reason);

  @Insert(
      """
      INSERT IGNORE INTO message_given_up (topic, message_key, source, sequence_number)
      VALUES (#{topic}, #{key}, #{source}, #{sequence})
      """)
  int giveUp(
      @Param("topic") String topic,
      @Param("key") String key,
      @Param("source") String source,
      @Param("sequence") long sequence);

  @Select("SELECT COUNT(*) FROM message_parked WHERE waits_for IS NOT NULL")
  long gaps();

  @Select("SELECT COUNT(*) FROM message_parked")
  long count();
}
