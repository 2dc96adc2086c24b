package io.dams.frontoffice.login;

import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Tables {@code login_code} and {@code login_limit}. */
@Mapper
interface LoginMapper {

  /** The new code takes the place of the old one. */
  @Insert(
      """
      REPLACE INTO login_code (phone_hash, code_hash, attempts, sent_at, expires_at)
      VALUES (#{phone}, #{code}, 0, #{now}, #{expiresAt})
      """)
  int putCode(byte[] phone, byte[] code, Instant now, Instant expiresAt);

  @Select(
      """
      SELECT code_hash, attempts, expires_at FROM login_code WHERE phone_hash = #{phone}
         FOR UPDATE
      """)
  @Nullable Code lockCode(byte[] phone);

  @Update("UPDATE login_code SET attempts = attempts + 1 WHERE phone_hash = #{phone}")
  int countAttempt(byte[] phone);

  @Delete("DELETE FROM login_code WHERE phone_hash = #{phone} AND code_hash = #{code}")
  int takeCode(byte[] phone, byte[] code);

  @Insert(
      """
      INSERT INTO login_limit (bucket, window_start, window_end, used)
      VALUES (#{bucket}, #{start}, #{end}, 1)
      ON DUPLICATE KEY UPDATE used = used + 1
      """)
  int countUse(byte[] bucket, Instant start, Instant end);

  @Select("SELECT used FROM login_limit WHERE bucket = #{bucket} AND window_start = #{start}")
  int used(byte[] bucket, Instant start);

  @Delete("DELETE FROM login_code WHERE expires_at < #{before} LIMIT #{limit}")
  int pruneCodes(Instant before, int limit);

  @Delete("DELETE FROM login_limit WHERE window_end < #{before} LIMIT #{limit}")
  int pruneLimits(Instant before, int limit);

  /** A code that was sent. */
  record Code(byte[] codeHash, int attempts, Instant expiresAt) {}
}
