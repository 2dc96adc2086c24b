package io.dams.transfer.query;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** SQL that gives orders their {@code list_position}. */
@Mapper
interface FollowedMapper {

  /** Whether an order of the app has come that stands nowhere in its list. */
  @Select(
      """
      SELECT EXISTS (
        SELECT 1 FROM kku_transfer_orders
        WHERE transfer_app_id = #{app} AND list_position IS NULL)
      """)
  boolean hasNew(int app);

  /** Locks the list until the end of the transaction; makes it when there is none. */
  @Insert(
      """
      INSERT INTO kku_transfer_lists (transfer_app_id) VALUES (#{app})
      ON DUPLICATE KEY UPDATE last_position = last_position
      """)
  int lock(int app);

  @Select("SELECT last_position FROM kku_transfer_lists WHERE transfer_app_id = #{app}")
  long lastPosition(int app);

  /**
   * What somebody has in hand, and what is not committed, is left for the next time. In the order
   * of the index: to sort them would read, and lock, all that there are.
   */
  @Select(
      """
      SELECT id FROM kku_transfer_orders
      WHERE transfer_app_id = #{app} AND list_position IS NULL
      LIMIT #{limit} FOR UPDATE SKIP LOCKED
      """)
  List<Long> lockNew(@Param("app") int app, @Param("limit") int limit);

  /** The orders get the positions after {@code last}, in the order of the list. */
  @Update(
      """
      <script>
      UPDATE kku_transfer_orders
      SET list_position = #{last} + FIELD(id
        <foreach collection="ids" item="id">, #{id}</foreach>), updated_at = updated_at
      WHERE id IN
      <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
      </script>
      """)
  int number(@Param("ids") List<Long> ids, @Param("last") long last);

  @Update(
      """
      UPDATE kku_transfer_lists SET last_position = #{last} WHERE transfer_app_id = #{app}
      """)
  int advance(@Param("app") int app, @Param("last") long last);
}
