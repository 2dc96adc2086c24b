package io.dams.ledger.account;

import io.dams.contracts.ledger.TokenBalance;
import io.dams.platform.persistence.JsonRows;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

@Mapper
interface AccountMapper {

  /** Which of the rows are there; locks nothing. */
  @Select(
      """
      SELECT a.code
      FROM JSON_TABLE(#{codes}, '$[*]' COLUMNS (
             code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PATH '$[0]')) AS c
      STRAIGHT_JOIN account AS a ON a.code = c.code
      """)
  List<String> existing(@Param("codes") String codes);

  /** Locks the rows in the order of their codes; what is not there is left out. */
  @Select(
      """
      <script>
      SELECT code, balance_units, moved_at, UTC_TIMESTAMP(6) AS now
      FROM account FORCE INDEX (PRIMARY)
      WHERE code IN
      <foreach collection="codes" item="code" open="(" separator="," close=")">#{code}</foreach>
      ORDER BY code
      FOR UPDATE
      </script>
      """)
  List<LockedRow> lock(@Param("codes") List<String> codes);

  /** Somebody else may open it at the same moment: then this waits for them and changes nothing. */
  @Insert(
      """
      <script>
      INSERT INTO account (code, kind, owner, fund, asset) VALUES
      <foreach collection="rows" item="r" separator=",">
        (#{r.code}, #{r.account.kind}, #{r.account.owner}, #{r.account.fund}, #{r.account.asset})
      </foreach>
      ON DUPLICATE KEY UPDATE code = VALUES(code)
      </script>
      """)
  void open(@Param("rows") List<AccountRow> rows);

  /**
   * Moves balances that are as they were read. A statement for each row would cost more than all
   * the rest of a journal.
   *
   * @param changes {@link JsonRows} of code, before, after
   */
  @Update(
      """
      UPDATE JSON_TABLE(#{changes}, '$[*]' COLUMNS (
               code VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PATH '$[0]',
               before_units BIGINT PATH '$[1]',
               after_units BIGINT PATH '$[2]')) AS c
      STRAIGHT_JOIN account AS a ON a.code = c.code AND a.balance_units = c.before_units
      SET a.balance_units = c.after_units, a.moved_at = #{at}
      """)
  int move(@Param("changes") String changes, @Param("at") Instant at);

  @Select(
      """
      SELECT asset,
             CAST(SUM(IF(kind = 'USER', balance_units, 0)) AS SIGNED) AS available_units,
             CAST(SUM(IF(kind = 'HELD', balance_units, 0)) AS SIGNED) AS held_units
      FROM account
      WHERE owner = #{owner} AND kind IN ('USER', 'HELD') AND fund = 0
      GROUP BY asset
      ORDER BY asset
      """)
  List<TokenBalance> balances(@Param("owner") String owner);

  /** A locked row, and the database's time. */
  record LockedRow(String code, long balanceUnits, Instant movedAt, Instant now) {}
}
