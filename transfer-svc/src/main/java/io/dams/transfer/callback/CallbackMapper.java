package io.dams.transfer.callback;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of callbacks and their delivery log. */
@Mapper
interface CallbackMapper {

  String COLUMNS =
      """
      id, message_id, transfer_app_id, order_id, payload, state, attempts, replays,
      next_attempt_at, delivered_at, created_at
      """;

  @Select(
      affectData = true,
      value =
          """
          INSERT INTO kku_transfer_callbacks
            (message_id, transfer_app_id, order_id, payload, state, next_attempt_at)
          VALUES (#{messageId}, #{app}, #{order}, #{payload}, #{state},
                  IF(#{state} = 'PENDING', UTC_TIMESTAMP(6), NULL))
          RETURNING id
          """)
  long insert(
      @Param("messageId") String messageId,
      @Param("app") int app,
      @Param("order") long order,
      @Param("payload") String payload,
      @Param("state") Callback.State state);

  @Select("SELECT " + COLUMNS + " FROM kku_transfer_callbacks WHERE id = #{id}")
  Optional<Callback> find(long id);

  @Select("SELECT " + COLUMNS + " FROM kku_transfer_callbacks WHERE id = #{id} FOR UPDATE")
  Optional<Callback> lock(long id);

  /** One attempt ended; {@code replays} is the round that it belonged to. */
  @Update(
      """
      UPDATE kku_transfer_callbacks
      SET state = #{state}, attempts = attempts + 1,
          next_attempt_at = IF(#{state} = 'PENDING',
            UTC_TIMESTAMP(6) + INTERVAL #{waitMillis} * 1000 MICROSECOND, NULL),
          delivered_at = IF(#{state} = 'DELIVERED', UTC_TIMESTAMP(6), delivered_at)
      WHERE id = #{id} AND state = 'PENDING' AND replays = #{replays}
      """)
  int move(
      @Param("id") long id,
      @Param("replays") int replays,
      @Param("state") Callback.State state,
      @Param("waitMillis") long waitMillis);

  @Update(
      """
      UPDATE kku_transfer_callbacks SET state = 'DISABLED', next_attempt_at = NULL
      WHERE id = #{id} AND state = 'PENDING' AND replays = #{replays}
      """)
  int disable(@Param("id") long id, @Param("replays") int replays);

  @Update(
      """
      UPDATE kku_transfer_callbacks
      SET state = 'PENDING', attempts = 0, replays = replays + 1,
          next_attempt_at = UTC_TIMESTAMP(6)
      WHERE id = #{id} AND state <> 'PENDING'
      """)
  int replay(long id);

  @Insert(
      """
      INSERT INTO kku_transfer_callback_attempts
        (callback_id, url, took_millis, status, error, answer)
      VALUES (#{id}, #{url}, #{tookMillis}, #{status}, #{error}, #{answer})
      """)
  int log(
      @Param("id") long id,
      @Param("url") String url,
      @Param("tookMillis") int tookMillis,
      @Param("status") @Nullable Integer status,
      @Param("error") @Nullable String error,
      @Param("answer") @Nullable String answer);

  @Select(
      """
      SELECT at, url, took_millis, status, error, answer
      FROM kku_transfer_callback_attempts
      WHERE callback_id = #{callback} ORDER BY id DESC LIMIT #{limit}
      """)
  List<Attempt> attempts(@Param("callback") long callback, @Param("limit") int limit);

  @Select(
      """
      <script>
      SELECT id, message_id, transfer_app_id, order_id, payload, state, attempts, replays,
             next_attempt_at, delivered_at, created_at
      FROM kku_transfer_callbacks
      WHERE id > #{after}
      <if test="app != null">AND transfer_app_id = #{app}</if>
      <if test="state != null">AND state = #{state}</if>
      <if test="from != null">AND created_at <![CDATA[>=]]> #{from}</if>
      <if test="to != null">AND created_at <![CDATA[<]]> #{to}</if>
      ORDER BY id LIMIT #{limit}
      </script>
      """)
  List<Callback> list(
      @Param("app") @Nullable Integer app,
      @Param("state") Callback.@Nullable State state,
      @Param("from") @Nullable Instant from,
      @Param("to") @Nullable Instant to,
      @Param("after") long after,
      @Param("limit") int limit);

  @Delete(
      """
      DELETE FROM kku_transfer_callback_attempts
      WHERE at < UTC_TIMESTAMP(6) - INTERVAL #{days} DAY ORDER BY at LIMIT #{limit}
      """)
  int pruneAttempts(@Param("days") int days, @Param("limit") int limit);

  /** One that is still being sent stays, however old it is. */
  @Delete(
      """
      DELETE FROM kku_transfer_callbacks
      WHERE created_at < UTC_TIMESTAMP(6) - INTERVAL #{days} DAY AND state <> 'PENDING'
      ORDER BY created_at LIMIT #{limit}
      """)
  int prune(@Param("days") int days, @Param("limit") int limit);

  /** A line of the delivery log. */
  record Attempt(
      Instant at,
      String url,
      int tookMillis,
      @Nullable Integer status,
      @Nullable String error,
      @Nullable String answer) {}
}
