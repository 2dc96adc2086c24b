package io.dams.transfer.archive;

import io.dams.transfer.order.OrderColumns;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** SQL of the archive. */
@Mapper
interface ArchiveMapper {

  /** The oldest first; looks without a lock. */
  @Select(
      """
      <script>
      SELECT id FROM kku_transfer_orders
      WHERE status = 100 AND completed_at &lt; #{before}
      <foreach collection="except" item="id" open="AND id NOT IN (" separator="," close=")">
        #{id}
      </foreach>
      ORDER BY completed_at LIMIT #{limit}
      </script>
      """)
  List<Long> due(
      @Param("before") Instant before,
      @Param("limit") int limit,
      @Param("except") Collection<Long> except);

  /** What another copy of this service has in hand is passed over. */
  @Select(
      """
      <script>
      SELECT id FROM kku_transfer_orders WHERE status = 100 AND id IN
      <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
      FOR UPDATE SKIP LOCKED
      </script>
      """)
  List<Long> lock(@Param("ids") List<Long> ids);

  @Insert(
      "<script>INSERT INTO kku_transfer_orders_archive ("
          + OrderColumns.ALL
          + ", deleted_at) SELECT "
          + OrderColumns.ALL
          + """
          , deleted_at FROM kku_transfer_orders WHERE id IN
          <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
          </script>
          """)
  int copy(@Param("ids") List<Long> ids);

  @Update(
      """
      <script>
      UPDATE kku_transfer_order_keys k
      JOIN kku_transfer_orders o ON o.id = k.order_id
      SET k.completed_at = o.completed_at
      WHERE k.order_id IN
      <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
      </script>
      """)
  int mark(@Param("ids") List<Long> ids);

  @Delete(
      """
      <script>
      DELETE FROM kku_transfer_orders WHERE id IN
      <foreach collection="ids" item="id" open="(" separator="," close=")">#{id}</foreach>
      </script>
      """)
  int delete(@Param("ids") List<Long> ids);
}
