package io.dams.frontoffice.stream;

import io.dams.contracts.id.UserId;
import io.dams.frontoffice.stream.AccountEvents.News;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Tables {@code account_stream} and {@code account_event}. */
@Mapper
interface StreamMapper {

  /** An account, and by how many events its number advances. */
  record Advance(UserId user, int by) {}

  /**
   * Advances the numbers of accounts, and locks them in the given order until the transaction ends,
   * so that numbers are contiguous. Answers what they are now, in that order.
   */
  @Select(
      value =
          """
          <script>
          INSERT INTO account_stream (account_id, last_sequence) VALUES
          <foreach collection="accounts" item="a" separator=",">(#{a.user}, #{a.by})</foreach>
          ON DUPLICATE KEY UPDATE last_sequence = last_sequence + VALUES(last_sequence)
          RETURNING last_sequence
          </script>
          """,
      affectData = true)
  List<Long> advance(List<Advance> accounts);

  @Select("SELECT last_sequence FROM account_stream WHERE account_id = #{user}")
  @Nullable Long last(UserId user);

  /** What an account is told, with its number. */
  record Numbered(UserId user, long sequence, News news) {}

  @Insert(
      """
      <script>
      INSERT INTO account_event (account_id, sequence, type, body, at) VALUES
      <foreach collection="events" item="e" separator=",">
        (#{e.user}, #{e.sequence}, #{type}, #{e.news.body}, #{e.news.at})
      </foreach>
      </script>
      """)
  int append(String type, List<Numbered> events);

  @Select(
      """
      SELECT sequence, type, body, at FROM account_event
       WHERE account_id = #{user} AND sequence > #{after}
       ORDER BY sequence LIMIT #{limit}
      """)
  List<AccountEvent> after(UserId user, long after, int limit);

  @Select(
      """
      <script>
      SELECT account_id, last_sequence FROM account_stream WHERE account_id IN
      <foreach collection="users" item="user" open="(" separator="," close=")">#{user}</foreach>
      </script>
      """)
  List<Head> heads(Collection<UserId> users);

  @Delete("DELETE FROM account_event WHERE at < #{before} LIMIT #{limit}")
  int prune(Instant before, int limit);

  /** The number of an account's last event. */
  record Head(UserId accountId, long lastSequence) {}
}
