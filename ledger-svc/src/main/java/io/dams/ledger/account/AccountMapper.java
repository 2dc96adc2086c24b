package io.dams.ledger.account;

import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.money.AssetCode;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

@Mapper
interface AccountMapper {

  @Select("SELECT balance_units FROM account WHERE code = #{code} FOR UPDATE")
  @Nullable Long lock(@Param("code") String code);

  /** Somebody else may open it at the same moment: then this waits for them and changes nothing. */
  @Insert(
      """
      INSERT INTO account (code, kind, owner, asset)
      VALUES (#{code}, #{kind}, #{owner}, #{asset})
      ON DUPLICATE KEY UPDATE code = VALUES(code)
      """)
  void open(
      @Param("code") String code,
      @Param("kind") AccountKind kind,
      @Param("owner") String owner,
      @Param("asset") AssetCode asset);

  @Update(
      """
      UPDATE account SET balance_units = #{after}
      WHERE code = #{code} AND balance_units = #{before}
      """)
  int move(@Param("code") String code, @Param("before") long before, @Param("after") long after);

  @Select(
      """
      SELECT asset,
             CAST(SUM(IF(kind = 'USER', balance_units, 0)) AS SIGNED) AS available_units,
             CAST(SUM(IF(kind = 'HELD', balance_units, 0)) AS SIGNED) AS held_units
      FROM account
      WHERE owner = #{owner} AND kind IN ('USER', 'HELD')
      GROUP BY asset
      ORDER BY asset
      """)
  List<TokenBalance> balances(@Param("owner") String owner);
}
