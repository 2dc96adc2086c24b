package io.dams.transfer.partnersignature;

import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;

/** SQL of {@code kku_transfer_nonces}. */
@Mapper
interface NonceMapper {

  /** 0 when it was taken before. */
  @Insert(
      """
      INSERT IGNORE INTO kku_transfer_nonces (key_id, nonce) VALUES (#{keyId}, #{nonce})
      """)
  int take(@Param("keyId") String keyId, @Param("nonce") String nonce);

  @Delete(
      """
      DELETE FROM kku_transfer_nonces
      WHERE seen_at < UTC_TIMESTAMP(6) - INTERVAL #{seconds} SECOND ORDER BY seen_at
      LIMIT #{limit}
      """)
  int prune(@Param("seconds") long seconds, @Param("limit") int limit);
}
