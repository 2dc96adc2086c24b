package io.dams.transfer.reconciliation;

import io.dams.transfer.order.OrderColumns;
import io.dams.transfer.order.TransferOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of reconciliations. */
@Mapper
interface ReconciliationMapper {

  @Insert(
      """
      INSERT IGNORE INTO kku_transfer_reconciliations (transfer_app_id, day)
      VALUES (#{app}, #{day})
      """)
  int begin(@Param("app") int app, @Param("day") LocalDate day);

  /** Begins a day that was compared once more. */
  @Update(
      """
      UPDATE kku_transfer_reconciliations
      SET state = 'RUNNING', run = run + 1, after_order_id = 0, orders = 0, breaks = 0,
          unanswered = 0, started_at = UTC_TIMESTAMP(6), done_at = NULL
      WHERE transfer_app_id = #{app} AND day = #{day} AND state = 'DONE'
        AND started_at < #{startedBefore}
      """)
  int again(
      @Param("app") int app,
      @Param("day") LocalDate day,
      @Param("startedBefore") Instant startedBefore);

  @Select(
      """
      SELECT id, transfer_app_id, day, state, run, after_order_id, orders, breaks, unanswered,
             started_at, done_at
      FROM kku_transfer_reconciliations WHERE transfer_app_id = #{app} AND day = #{day}
      """)
  Optional<Row> find(@Param("app") int app, @Param("day") LocalDate day);

  @Select(
      """
      SELECT id, transfer_app_id, day, state, run, after_order_id, orders, breaks, unanswered,
             started_at, done_at
      FROM kku_transfer_reconciliations WHERE id > #{after} ORDER BY id LIMIT #{limit}
      """)
  List<Row> list(@Param("after") long after, @Param("limit") int limit);

  /**
   * Orders of the app that ended in the period, in the order of their ids; from the archive, too.
   */
  @Select(
      "(SELECT "
          + OrderColumns.ALL
          + """
          FROM kku_transfer_orders
          WHERE transfer_app_id = #{app} AND id > #{after}
            AND ((status = 100 AND completed_at >= #{from} AND completed_at < #{to})
              OR (status = -1 AND callback_at >= #{from} AND callback_at < #{to}))
          ORDER BY id LIMIT #{limit})
          UNION ALL
          (SELECT
          """
          + OrderColumns.ALL
          + """
          FROM kku_transfer_orders_archive
          WHERE transfer_app_id = #{app} AND id > #{after}
            AND completed_at >= #{from} AND completed_at < #{to}
          ORDER BY id LIMIT #{limit})
          ORDER BY id LIMIT #{limit}
          """)
  List<TransferOrder> ended(
      @Param("app") int app,
      @Param("from") Instant from,
      @Param("to") Instant to,
      @Param("after") long after,
      @Param("limit") int limit);

  @Update(
      """
      UPDATE kku_transfer_reconciliations
      SET after_order_id = #{after}, orders = orders + #{orders}, breaks = breaks + #{breaks},
          unanswered = unanswered + #{unanswered}
      WHERE id = #{id} AND state = 'RUNNING' AND after_order_id = #{before}
      """)
  int advance(
      @Param("id") long id,
      @Param("before") long before,
      @Param("after") long after,
      @Param("orders") int orders,
      @Param("breaks") int breaks,
      @Param("unanswered") int unanswered);

  @Update(
      """
      UPDATE kku_transfer_reconciliations SET state = 'DONE', done_at = UTC_TIMESTAMP(6)
      WHERE id = #{id} AND state = 'RUNNING'
      """)
  int done(long id);

  /** A day of an app. */
  record Row(
      long id,
      int transferAppId,
      LocalDate day,
      State state,
      int run,
      long afterOrderId,
      long orders,
      long breaks,
      long unanswered,
      Instant startedAt,
      @Nullable Instant doneAt) {}

  /** Where a reconciliation is. */
  enum State {
    RUNNING,
    DONE
  }
}
