package io.dams.transfer.order;

/** The columns of an order, the same in the live table and in the archive. */
public final class OrderColumns {

  /** All that {@link TransferOrder} has. */
  public static final String ALL =
      """
      id, transfer_app_id, out_id, out_order_id, out_user_id, user_id, currency_id, fund_id, type,
      status, out_amount, amount, exchange_rate, fee_rate, fee_amount, actual_amount, fund_uid,
      fee_uid, callback_data, error_message, remark, partner_asked_at, refused_at, processed_at,
      callback_at, completed_at, created_at, updated_at, list_position
      """;

  private OrderColumns() {}
}
