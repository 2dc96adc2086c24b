package io.dams.transfer.statistics;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/**
 * The seed's statistics. Its alias {@code to} is a reserved word, and it added amounts of different
 * currencies; no {@code @Mapper}: it is connected by {@code Reading}.
 */
interface StatisticsMapper {

  @Select(
      """
      <script>
      SELECT ta.id AS app, ta.title AS app_name, o.currency_id,
             DATE_FORMAT(o.created_at, #{format}) AS time_period,
             COUNT(*) AS total_orders,
             SUM(CASE WHEN o.type = 1 THEN 1 ELSE 0 END) AS in_orders,
             SUM(CASE WHEN o.type = 2 THEN 1 ELSE 0 END) AS out_orders,
             SUM(CASE WHEN o.status = 100 THEN 1 ELSE 0 END) AS completed_orders,
             SUM(CASE WHEN o.status = -1 THEN 1 ELSE 0 END) AS failed_orders,
             SUM(o.amount) AS total_amount,
             SUM(CASE WHEN o.status = 100 AND o.type = 1 THEN o.actual_amount ELSE 0 END)
               AS in_amount,
             SUM(CASE WHEN o.status = 100 AND o.type = 2 THEN o.actual_amount ELSE 0 END)
               AS out_amount,
             SUM(CASE WHEN o.status = 100 THEN o.fee_amount ELSE 0 END) AS fee_amount
      FROM (
        SELECT transfer_app_id, currency_id, type, status, amount, actual_amount, fee_amount,
               created_at
        FROM kku_transfer_orders
        WHERE created_at <![CDATA[>=]]> #{from} AND created_at <![CDATA[<]]> #{to}
        <if test="app != null">AND transfer_app_id = #{app}</if>
        UNION ALL
        SELECT transfer_app_id, currency_id, type, status, amount, actual_amount, fee_amount,
               created_at
        FROM kku_transfer_orders_archive
        WHERE created_at <![CDATA[>=]]> #{from} AND created_at <![CDATA[<]]> #{to}
        <if test="app != null">AND transfer_app_id = #{app}</if>
      ) o
      LEFT JOIN kku_transfer_apps ta ON o.transfer_app_id = ta.id
      GROUP BY ta.id, ta.title, o.currency_id, time_period
      ORDER BY time_period, total_amount DESC, ta.id
      LIMIT #{limit}
      </script>
      """)
  List<Row> statistics(
      @Param("app") @Nullable Integer app,
      @Param("from") Instant from,
      @Param("to") Instant to,
      @Param("format") String format,
      @Param("limit") int limit);

  /** Sums of one app, currency and period. */
  record Row(
      int app,
      String appName,
      int currencyId,
      String timePeriod,
      long totalOrders,
      long inOrders,
      long outOrders,
      long completedOrders,
      long failedOrders,
      BigDecimal totalAmount,
      BigDecimal inAmount,
      BigDecimal outAmount,
      BigDecimal feeAmount) {}
}
