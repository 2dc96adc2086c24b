package io.dams.frontoffice.account;

import io.dams.contracts.id.UserId;
import java.time.Instant;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Tables {@code account} and {@code unify_acct_mapping}. */
@Mapper
interface AccountMapper {

  @Select(
      """
      SELECT account_id, role, status FROM account WHERE phone_hash = #{phoneHash}
      """)
  @Nullable Row byPhone(byte[] phoneHash);

  @Select(
      """
      SELECT phone FROM account WHERE account_id = #{user}
      """)
  @Nullable Sealed sealedPhone(UserId user);

  @Select("SELECT account_id FROM account WHERE account_id = #{user} FOR UPDATE")
  @Nullable UserId lock(UserId user);

  /** Throws a duplicate key when the number or the phone is taken. */
  @Insert(
      """
      INSERT INTO account (account_id, username, phone_hash, phone, created_at)
      VALUES (#{user}, #{username}, #{phoneHash}, #{phone}, #{now})
      """)
  int insert(UserId user, String username, byte[] phoneHash, byte[] phone, Instant now);

  @Select(
      """
      SELECT account_id FROM unify_acct_mapping WHERE phone_hash = #{phoneHash}
      """)
  @Nullable UserId mapped(byte[] phoneHash);

  @Insert(
      """
      INSERT INTO unify_acct_mapping (phone_hash, unify_acct_id, account_id, created_at)
      VALUES (#{phoneHash}, #{unifyAccountId}, #{user}, #{now})
      """)
  int map(byte[] phoneHash, String unifyAccountId, UserId user, Instant now);

  /** A row of {@code account}. */
  record Row(UserId accountId, int role, int status) {}

  /** A sealed phone number. */
  record Sealed(byte[] phone) {}
}
