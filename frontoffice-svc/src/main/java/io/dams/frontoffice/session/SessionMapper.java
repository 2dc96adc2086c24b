package io.dams.frontoffice.session;

import io.dams.contracts.id.UserId;
import java.time.Instant;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Tables {@code login_session} and {@code refresh_token}. */
@Mapper
interface SessionMapper {

  @Insert(
      """
      INSERT INTO login_session (session_id, account_id, device_hash, created_at, expires_at)
      VALUES (#{session}, #{user}, #{device}, #{now}, #{expiresAt})
      """)
  int open(String session, UserId user, String device, Instant now, Instant expiresAt);

  @Insert(
      """
      INSERT INTO refresh_token (token_hash, session_id, issued_at, expires_at)
      VALUES (#{hash}, #{session}, #{now}, #{expiresAt})
      """)
  int issue(byte[] hash, String session, Instant now, Instant expiresAt);

  /** The token with its session; locks the token. */
  @Select(
      """
      SELECT s.session_id, s.account_id, s.expires_at AS session_expires_at,
             s.revoked_at IS NOT NULL AS revoked, t.used_at IS NOT NULL AS used, t.expires_at,
             a.status <> 1 AS blocked
        FROM refresh_token t JOIN login_session s ON s.session_id = t.session_id
             JOIN account a ON a.account_id = s.account_id
       WHERE t.token_hash = #{hash}
         FOR UPDATE
      """)
  @Nullable Row lock(byte[] hash);

  @Update(
      """
      UPDATE refresh_token SET used_at = #{now} WHERE token_hash = #{hash} AND used_at IS NULL
      """)
  int use(byte[] hash, Instant now);

  @Update(
      """
      UPDATE login_session SET revoked_at = #{now}, revoke_reason = #{reason}
       WHERE session_id = #{session} AND revoked_at IS NULL
      """)
  int revoke(String session, String reason, Instant now);

  @Delete("DELETE FROM refresh_token WHERE expires_at < #{before} LIMIT #{limit}")
  int pruneTokens(Instant before, int limit);

  @Delete("DELETE FROM login_session WHERE expires_at < #{before} LIMIT #{limit}")
  int pruneSessions(Instant before, int limit);

  /** A refresh token and its session. */
  record Row(
      String sessionId,
      UserId accountId,
      Instant sessionExpiresAt,
      boolean revoked,
      boolean used,
      Instant expiresAt,
      boolean blocked) {}
}
