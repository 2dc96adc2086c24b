package io.dams.transfer.query;

import io.dams.transfer.order.OrderColumns;
import io.dams.transfer.order.TransferOrder;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** SQL of lists; no {@code @Mapper}: it is connected by {@code Reading}. */
interface OrderListMapper {

  @Select(
      "<script>SELECT "
          + OrderColumns.ALL
          + """
          FROM
          <choose>
            <when test="f.archived">kku_transfer_orders_archive</when>
            <otherwise>kku_transfer_orders</otherwise>
          </choose>
          WHERE id > #{after}
          <if test="f.app != null">AND transfer_app_id = #{f.app}</if>
          <if test="f.user != null">AND user_id = #{f.user}</if>
          <if test="f.type != null">AND type = #{f.type}</if>
          <if test="f.status != null">AND status = #{f.status}</if>
          <if test="f.from != null">AND created_at <![CDATA[>=]]> #{f.from}</if>
          <if test="f.to != null">AND created_at <![CDATA[<]]> #{f.to}</if>
          ORDER BY id LIMIT #{limit}
          </script>
          """)
  List<TransferOrder> list(
      @Param("f") OrderFilter filter, @Param("after") long after, @Param("limit") int limit);

  @Select(
      "SELECT "
          + OrderColumns.ALL
          + """
          FROM kku_transfer_orders
          WHERE transfer_app_id = #{app} AND list_position > #{after}
          ORDER BY list_position LIMIT #{limit}
          """)
  List<TransferOrder> followed(
      @Param("app") int app, @Param("after") long after, @Param("limit") int limit);
}
