package io.dams.frontoffice.wallet;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Tables {@code pointwallet} and {@code points_token_info}. */
@Mapper
interface WalletMapper {

  @Select(
      """
      SELECT account_id AS user, ex_code, external_uid, bind_time
        FROM pointwallet WHERE account_id = #{user} AND bound
       ORDER BY ex_code
      """)
  List<Wallet> bound(UserId user);

  @Select(
      """
      SELECT account_id AS user, ex_code, external_uid, bind_time
        FROM pointwallet WHERE account_id = #{user} AND ex_code = #{exCode} AND bound
      """)
  @Nullable Wallet find(UserId user, AssetCode exCode);

  /** Throws a duplicate key when the user, or the member, is bound already. */
  @Insert(
      """
      INSERT INTO pointwallet (account_id, ex_code, external_uid, bind_time)
      VALUES (#{user}, #{exCode}, #{externalUid}, #{now})
      """)
  int bind(UserId user, AssetCode exCode, String externalUid, Instant now);

  @Update(
      """
      UPDATE pointwallet SET bound = NULL, unbind_time = #{now}, unbind_reason = #{reason}
       WHERE account_id = #{user} AND ex_code = #{exCode} AND bound
      """)
  int unbind(UserId user, AssetCode exCode, UnbindReason reason, Instant now);

  /**
   * Unbinds this member's points, unless they were bound anew, or confirmed, after {@code asOf}.
   */
  @Update(
      """
      UPDATE pointwallet w
             LEFT JOIN points_token_info t
             ON t.account_id = w.account_id AND t.ex_code = w.ex_code
         SET w.bound = NULL, w.unbind_time = #{now}, w.unbind_reason = #{reason}
       WHERE w.account_id = #{user} AND w.ex_code = #{exCode} AND w.bound
         AND w.external_uid = #{externalUid} AND w.bind_time <= #{asOf}
         AND (t.updated_at IS NULL OR t.updated_at <= #{asOf})
      """)
  int unbindSeen(
      UserId user,
      AssetCode exCode,
      String externalUid,
      Instant asOf,
      UnbindReason reason,
      Instant now);

  @Insert(
      """
      REPLACE INTO points_token_info (account_id, ex_code, token, expires_at, updated_at)
      VALUES (#{user}, #{exCode}, #{token}, #{expiresAt}, #{now})
      """)
  int putToken(UserId user, AssetCode exCode, byte[] token, Instant expiresAt, Instant now);

  @Select(
      """
      SELECT token, expires_at, updated_at
        FROM points_token_info WHERE account_id = #{user} AND ex_code = #{exCode}
      """)
  @Nullable SealedToken token(UserId user, AssetCode exCode);

  @Delete("DELETE FROM points_token_info WHERE account_id = #{user} AND ex_code = #{exCode}")
  int deleteToken(UserId user, AssetCode exCode);

  /** A merchant's token of a user, sealed. */
  record SealedToken(byte[] token, Instant expiresAt, Instant updatedAt) {}
}
