package io.dams.platform.idempotency;

import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of {@code idempotency_key}. */
interface IdempotencyKeyMapper {

  /** Fails when the key is there; waits some seconds for a transaction that is writing it. */
  @Insert(
      """
      SET STATEMENT innodb_lock_wait_timeout = 2 FOR
      INSERT INTO idempotency_key (scope, idempotency_key, body_hash)
      VALUES (#{scope}, #{key}, #{hash})
      """)
  void insert(@Param("scope") String scope, @Param("key") String key, @Param("hash") byte[] hash);

  @Update(
      """
      UPDATE idempotency_key SET answer = #{answer}
      WHERE scope = #{scope} AND idempotency_key = #{key}
      """)
  int answer(
      @Param("scope") String scope, @Param("key") String key, @Param("answer") String answer);

  /** The first request's body and answer. */
  @SuppressWarnings("ArrayRecordComponent") // bytes as they came, never compared
  record First(byte[] bodyHash, @Nullable String answer) {}

  @Select(
      """
      SELECT body_hash, answer FROM idempotency_key
      WHERE scope = #{scope} AND idempotency_key = #{key}
      """)
  List<First> find(@Param("scope") String scope, @Param("key") String key);

  @Delete(
      """
      DELETE FROM idempotency_key
      WHERE created_at < NOW(6) - INTERVAL #{days} DAY
      ORDER BY created_at LIMIT #{limit}
      """)
  int prune(@Param("days") long days, @Param("limit") int limit);
}
