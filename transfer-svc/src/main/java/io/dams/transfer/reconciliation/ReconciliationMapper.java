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
      SET state = 'RUNNING', run = run + 1, after_ended_at = NULL, after_order_id = 0, orders = 0, breaks = 0,
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
      SELECT id, transfer_app_id, day, state, run, after_ended_at, after_order_id, orders,
             breaks, unanswered, started_at, done_at
      FROM kku_transfer_reconciliations WHERE transfer_app_id = #{app} AND day = #{day}
      """)
  Optional<Row> find(@Param("app") int app, @Param("day") LocalDate day);

  @Select(
      """
      SELECT id, transfer_app_id, day, state, run, after_ended_at, after_order_id, orders,
             breaks, unanswered, started_at, done_at
      FROM kku_transfer_reconciliations WHERE id > #{after} ORDER BY id LIMIT #{limit}
      """)
  List<Row> list(@Param("after") long after, @Param("limit") int limit);

  /**
   * Orders of the app that ended in a period, in the order of their ends and, of one end, of their
   * ids; from the archive, too. Each half reads its index from where the page begins, and no more.
   *
   * @param from the end after which to read on; at first, that of the period
   * @param after of the orders that ended then, the id after which to read on
   */
  @Select(
      "SELECT "
          + OrderColumns.ALL
          + " FROM ((SELECT "
          + OrderColumns.ALL
          + """
          , ended_at FROM kku_transfer_orders
          WHERE transfer_app_id = #{app} AND ended_at >= #{from} AND ended_at < #{to}
            AND (ended_at > #{from} OR id > #{after})
          ORDER BY ended_at, id LIMIT #{limit})
          UNION ALL
          (SELECT
          """
          + OrderColumns.ALL
          + """
          , completed_at FROM kku_transfer_orders_archive
          WHERE transfer_app_id = #{app} AND completed_at >= #{from} AND completed_at < #{to}
            AND (completed_at > #{from} OR id > #{after})
          ORDER BY completed_at, id LIMIT #{limit})) o
          ORDER BY ended_at, id LIMIT #{limit}
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
      SET after_ended_at = #{endedAt}, after_order_id = #{after}, orders = orders + #{orders},
          breaks = breaks + #{breaks}, unanswered = unanswered + #{unanswered}
      WHERE id = #{id} AND state = 'RUNNING' AND after_order_id = #{before}
      """)
  int advance(
      @Param("id") long id,
      @Param("before") long before,
      @Param("endedAt") Instant endedAt,
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
      @Nullable Instant afterEndedAt,
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
