package io.dams.ledger.journal;

import io.dams.contracts.id.OrderGroupId;
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

  /**
   * Writes the entries of journals.
   *
   * @param lines {@link io.dams.platform.persistence.JsonRows} of journal, line, account, asset,
   *     units, balance of the account's row after it
   */
  @Insert(
      """
      INSERT INTO entry (journal_id, line, account, asset, units, balance_units, posted_at)
      SELECT l.journal_id, l.line, l.account, l.asset, l.units, l.balance_units, #{at}
      FROM JSON_TABLE(#{lines}, '$[*]' COLUMNS (
             journal_id BIGINT PATH '$[0]',
             line SMALLINT PATH '$[1]',
             account VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin PATH '$[2]',
             asset VARCHAR(12) CHARACTER SET ascii COLLATE ascii_bin PATH '$[3]',
             units BIGINT PATH '$[4]',
             balance_units BIGINT PATH '$[5]')) AS l
      """)
  int insertEntries(@Param("lines") String lines, @Param("at") Instant at);

  /** What a reference names, and the hash of what was said then. */
  record StoredJournal(long id, String reference, byte[] bodyHash) {}

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
