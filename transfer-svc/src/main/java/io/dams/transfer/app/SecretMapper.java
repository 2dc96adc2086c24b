package io.dams.transfer.app;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of {@code kku_transfer_app_secrets}. */
@Mapper
interface SecretMapper {

  @Insert(
      """
      INSERT INTO kku_transfer_app_secrets (transfer_app_id, purpose, key_id, sealed)
      VALUES (#{app}, #{purpose}, #{keyId}, #{sealed})
      """)
  int insert(
      @Param("app") int app,
      @Param("purpose") SecretPurpose purpose,
      @Param("keyId") String keyId,
      @Param("sealed") byte[] sealed);

  /** Those that are still valid end then, unless they end before. */
  @Update(
      """
      UPDATE kku_transfer_app_secrets
      SET expires_at = LEAST(COALESCE(expires_at, '9999-01-01'),
                             UTC_TIMESTAMP(6) + INTERVAL #{seconds} SECOND)
      WHERE transfer_app_id = #{app} AND purpose = #{purpose}
      """)
  int expire(
      @Param("app") int app,
      @Param("purpose") SecretPurpose purpose,
      @Param("seconds") long seconds);

  /** The newest first. */
  @Select(
      """
      SELECT transfer_app_id, purpose, key_id, sealed, created_at, expires_at
      FROM kku_transfer_app_secrets
      WHERE transfer_app_id = #{app} AND purpose = #{purpose}
        AND (expires_at IS NULL OR expires_at > UTC_TIMESTAMP(6))
      ORDER BY id DESC
      """)
  List<Row> valid(@Param("app") int app, @Param("purpose") SecretPurpose purpose);

  @Select(
      """
      SELECT transfer_app_id, purpose, key_id, sealed, created_at, expires_at
      FROM kku_transfer_app_secrets
      WHERE key_id = #{keyId} AND (expires_at IS NULL OR expires_at > UTC_TIMESTAMP(6))
      """)
  Optional<Row> find(String keyId);

  /** A row as it is. */
  record Row(
      int transferAppId,
      SecretPurpose purpose,
      String keyId,
      byte[] sealed,
      Instant createdAt,
      @Nullable Instant expiresAt) {}
}
