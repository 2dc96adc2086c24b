package io.dams.transfer.order;

import io.dams.transfer.amount.Priced.Amounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** SQL of {@code kku_transfer_orders} and of the orders' names. */
@Mapper
interface OrderMapper {

  @Insert(
      """
      INSERT INTO kku_transfer_order_keys (out_id, out_order_id, body_hash)
      VALUES (#{outId}, #{outOrderId}, #{hash})
      """)
  int claim(
      @Param("outId") int outId,
      @Param("outOrderId") String outOrderId,
      @Param("hash") byte[] hash);

  @Update(
      """
      UPDATE kku_transfer_order_keys SET order_id = #{id}
      WHERE out_id = #{outId} AND out_order_id = #{outOrderId} AND order_id IS NULL
      """)
  int name(@Param("outId") int outId, @Param("outOrderId") String outOrderId, @Param("id") long id);

  @Select(
      affectData = true,
      value =
          """
          INSERT INTO kku_transfer_orders
            (transfer_app_id, out_id, out_order_id, out_user_id, user_id, currency_id, fund_id,
             type, status, out_amount, amount, exchange_rate, fee_rate, fee_amount,
             actual_amount, fund_uid, fee_uid, callback_data, remark, processed_at, callback_at)
          VALUES
            (#{o.app.id}, #{o.app.terms.outId}, #{o.outOrderId}, #{o.outUserId}, #{o.user},
             #{o.app.terms.currencyId}, #{o.app.terms.fundId}, #{o.type}, #{status},
             #{a.outAmount}, #{m.amount}, #{a.exchangeRate}, #{a.feeRate}, #{m.fee}, #{m.actual},
             #{fundUid}, #{o.app.terms.feeAccountUid}, #{o.data}, #{o.remark},
             IF(#{status} = 30, UTC_TIMESTAMP(6), NULL), IF(#{status} = 30, UTC_TIMESTAMP(6), NULL))
          RETURNING id
          """)
  long insert(
      @Param("o") OrderRequest order,
      @Param("a") Amounts amounts,
      @Param("m") Decimals decimals,
      @Param("fundUid") @Nullable Long fundUid,
      @Param("status") OrderStatus status);

  @Select(
      """
      SELECT body_hash, order_id, completed_at FROM kku_transfer_order_keys
      WHERE out_id = #{outId} AND out_order_id = #{outOrderId}
      """)
  Optional<Key> key(@Param("outId") int outId, @Param("outOrderId") String outOrderId);

  @Select(
      """
      SELECT body_hash, order_id, completed_at FROM kku_transfer_order_keys
      WHERE order_id = #{id}
      """)
  Optional<Key> keyOf(long id);

  @Select("SELECT " + OrderColumns.ALL + " FROM kku_transfer_orders WHERE id = #{id}")
  Optional<TransferOrder> find(long id);

  /** {@code completed_at} names the one partition to read. */
  @Select(
      "SELECT "
          + OrderColumns.ALL
          + " FROM kku_transfer_orders_archive WHERE id = #{id} AND completed_at = #{completedAt}")
  Optional<TransferOrder> archived(@Param("id") long id, @Param("completedAt") Instant completedAt);

  @Update(
      """
      UPDATE kku_transfer_orders SET status = 20, processed_at = UTC_TIMESTAMP(6)
      WHERE id = #{id} AND status = 1 AND refused_at IS NULL
      """)
  int begin(long id);

  @Update(
      """
      UPDATE kku_transfer_orders
      SET status = 30, processed_at = COALESCE(processed_at, UTC_TIMESTAMP(6)),
          callback_at = UTC_TIMESTAMP(6), callback_data = COALESCE(#{data}, callback_data)
      WHERE id = #{id} AND status IN (1, 20) AND refused_at IS NULL
      """)
  int confirm(@Param("id") long id, @Param("data") @Nullable String data);

  @Update(
      """
      UPDATE kku_transfer_orders SET status = 100, completed_at = UTC_TIMESTAMP(6)
      WHERE id = #{id} AND status = 30
      """)
  int complete(long id);

  @Update(
      """
      UPDATE kku_transfer_orders SET partner_asked_at = UTC_TIMESTAMP(6)
      WHERE id = #{id} AND partner_asked_at IS NULL
      """)
  int asked(long id);

  @Update(
      """
      UPDATE kku_transfer_orders
      SET refused_at = UTC_TIMESTAMP(6), error_message = #{reason},
          callback_data = COALESCE(#{data}, callback_data)
      WHERE id = #{id} AND status IN (1, 20) AND refused_at IS NULL
      """)
  int refuse(
      @Param("id") long id, @Param("reason") String reason, @Param("data") @Nullable String data);

  @Update(
      """
      UPDATE kku_transfer_orders SET status = -1, callback_at = UTC_TIMESTAMP(6)
      WHERE id = #{id} AND status IN (1, 20) AND refused_at IS NOT NULL
      """)
  int fail(long id);

  /** A name that is taken. */
  record Key(byte[] bodyHash, @Nullable Long orderId, @Nullable Instant completedAt) {}

  /** Amounts as the columns have them. */
  record Decimals(BigDecimal amount, BigDecimal fee, BigDecimal actual) {}
}
