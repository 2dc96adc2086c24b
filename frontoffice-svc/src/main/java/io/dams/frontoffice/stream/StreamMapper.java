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

  /**
   * Advances the account's number, and locks it until the transaction ends, so that numbers are
   * contiguous. Answers what it is now.
   */
  @Select(
      value =
          """
          INSERT INTO account_stream (account_id, last_sequence) VALUES (#{user}, #{by})
          ON DUPLICATE KEY UPDATE last_sequence = last_sequence + VALUES(last_sequence)
          RETURNING last_sequence
          """,
      affectData = true)
  long advance(UserId user, int by);

  @Select("SELECT last_sequence FROM account_stream WHERE account_id = #{user}")
  @Nullable Long last(UserId user);

  /** Events with the numbers that follow one. */
  @Insert(
      """
      <script>
      INSERT INTO account_event (account_id, sequence, type, body, at) VALUES
      <foreach collection="news" item="n" index="i" separator=",">
        (#{user}, #{after} + #{i} + 1, #{type}, #{n.body}, #{n.at})
      </foreach>
      </script>
      """)
  int append(UserId user, long after, String type, List<News> news);

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
