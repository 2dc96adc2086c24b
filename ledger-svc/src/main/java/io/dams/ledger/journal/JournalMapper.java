package io.dams.ledger.journal;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.AssetCode;
import io.dams.ledger.account.Operation;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface JournalMapper {

  @Select(
      """
      <script>
      SELECT id, reference, body_hash FROM journal
      WHERE caller = #{caller} AND reference IN
      <foreach collection="references" item="r" open="(" separator="," close=")">#{r}</foreach>
      </script>
      """)
  List<StoredJournal> find(
      @Param("caller") String caller, @Param("references") List<String> references);

  /**
   * Answers the ids, in the order of the rows. Throws {@code DuplicateKeyException} when a
   * reference is taken; then nothing is written.
   */
  @Select(
      affectData = true,
      value =
          """
          <script>
          INSERT INTO journal (caller, reference, operation, order_group, body_hash, posted_at)
          VALUES
          <foreach collection="journals" item="j" separator=",">
            (#{j.caller}, #{j.reference}, #{j.operation}, #{j.group}, #{j.bodyHash}, #{at})
          </foreach>
          RETURNING id
          </script>
          """)
  List<Long> insert(@Param("journals") List<NewJournal> journals, @Param("at") Instant at);

  @Insert(
      """
      <script>
      INSERT INTO entry (journal_id, line, account, asset, units, balance_units, posted_at) VALUES
      <foreach collection="lines" item="l" separator=",">
        (#{l.journal}, #{l.line}, #{l.account}, #{l.asset}, #{l.units}, #{l.balanceUnits}, #{at})
      </foreach>
      </script>
      """)
  void insertEntries(@Param("lines") List<Line> lines, @Param("at") Instant at);

  /** What a reference names, and the hash of what was said then. */
  record StoredJournal(long id, String reference, byte[] bodyHash) {}

  /** A row of {@code entry}; {@code balanceUnits} is the balance of the account's row after it. */
  record Line(
      long journal, int line, String account, AssetCode asset, long units, long balanceUnits) {}

  /** A row of {@code journal}, before the database gives it its id. */
  record NewJournal(
      String caller,
      String reference,
      Operation operation,
      @Nullable OrderGroupId group,
      byte[] bodyHash) {

    static NewJournal of(Journal journal) {
      return new NewJournal(
          journal.reference().caller(),
          journal.reference().value(),
          journal.operation(),
          journal.group(),
          journal.bodyHash());
    }
  }
}
