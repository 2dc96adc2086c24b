package io.dams.frontoffice.device;

import io.dams.contracts.id.UserId;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Table {@code push_device}; whether its session lives is told by {@code login_session}. */
@Mapper
interface DeviceMapper {

  @Select(
      """
      SELECT COUNT(*) FROM login_session
       WHERE session_id = #{session} AND account_id = #{user} AND revoked_at IS NULL
         AND expires_at > #{now}
      """)
  int countLive(String session, UserId user, Instant now);

  /** Takes the place of what the session had, and of what had the token. */
  @Insert(
      """
      REPLACE INTO push_device (session_id, account_id, platform, token_hash, token, language,
              registered_at)
      VALUES (#{session}, #{user}, #{platform}, #{hash}, #{token}, #{language}, #{now})
      """)
  int put(
      String session,
      UserId user,
      Platform platform,
      byte[] hash,
      byte[] token,
      Language language,
      Instant now);

  @Select(
      """
      SELECT d.session_id, d.platform, d.token, d.language, d.registered_at
        FROM push_device d
        JOIN login_session s ON s.session_id = d.session_id AND s.account_id = d.account_id
       WHERE d.session_id = #{session} AND s.revoked_at IS NULL AND s.expires_at > #{now}
      """)
  @Nullable Row find(String session, Instant now);

  @Select(
      """
      SELECT d.session_id, d.platform, d.token, d.language, d.registered_at
        FROM push_device d
        JOIN login_session s ON s.session_id = d.session_id AND s.account_id = d.account_id
       WHERE d.account_id = #{user} AND s.revoked_at IS NULL AND s.expires_at > #{now}
       ORDER BY d.registered_at DESC LIMIT #{limit}
      """)
  List<Row> of(UserId user, Instant now, int limit);

  @Delete("DELETE FROM push_device WHERE session_id = #{session}")
  int remove(String session);

  @Delete(
      """
      DELETE FROM push_device
       WHERE session_id = #{session} AND token_hash = #{hash} AND registered_at <= #{until}
      """)
  int forget(String session, byte[] hash, Instant until);

  @Delete(
      """
      DELETE FROM push_device
       WHERE NOT EXISTS (SELECT 1 FROM login_session s
                          WHERE s.session_id = push_device.session_id
                            AND s.revoked_at IS NULL AND s.expires_at > #{now})
       LIMIT #{limit}
      """)
  int prune(Instant now, int limit);

  /** A row of {@code push_device}; the token is sealed. */
  record Row(
      String sessionId, Platform platform, byte[] token, Language language, Instant registeredAt) {}
}
