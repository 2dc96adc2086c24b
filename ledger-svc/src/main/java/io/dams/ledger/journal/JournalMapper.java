package io.dams.ledger.journal;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.AssetCode;
import io.dams.ledger.account.Operation;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Options;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

@Mapper
interface JournalMapper {

  @Select(
      """
      SELECT id, body_hash FROM journal
      WHERE caller = #{caller} AND reference = #{value}
      """)
  @Nullable StoredJournal find(Reference reference);

  /** Throws {@code DuplicateKeyException} when the reference is taken. */
  @Insert(
      """
      INSERT INTO journal (caller, reference, operation, order_group, body_hash)
      VALUES (#{caller}, #{reference}, #{operation}, #{group}, #{bodyHash})
      """)
  @Options(useGeneratedKeys = true, keyProperty = "id")
  void insert(NewJournal journal);

  @Insert(
      """
      <script>
      INSERT INTO entry (journal_id, line, account, asset, units, balance_units) VALUES
      <foreach collection="lines" item="l" separator=",">
        (#{journal}, #{l.line}, #{l.account}, #{l.asset}, #{l.units}, #{l.balanceUnits})
      </foreach>
      </script>
      """)
  void insertEntries(@Param("journal") long journal, @Param("lines") List<Line> lines);

  /** What a reference named, and the hash of what was said then. */
  record StoredJournal(long id, byte[] bodyHash) {}

  /** A row of {@code entry}; {@code balanceUnits} is the account's balance after it. */
  record Line(int line, String account, AssetCode asset, long units, long balanceUnits) {}

  /** A row of {@code journal}; a class because the database gives it its id. */
  final class NewJournal {
    private final String caller;
    private final String reference;
    private final Operation operation;
    private final @Nullable OrderGroupId group;
    private final byte[] bodyHash;
    private long id;

    NewJournal(Journal journal) {
      this.caller = journal.reference().caller();
      this.reference = journal.reference().value();
      this.operation = journal.operation();
      this.group = journal.group();
      this.bodyHash = journal.bodyHash();
    }

    long id() {
      return id;
    }
  }
}
