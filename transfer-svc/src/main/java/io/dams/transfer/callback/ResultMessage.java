package io.dams.transfer.callback;

import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.TransferOrder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an app is told: the form of Standard Webhooks. Amounts and 64-bit numbers are text.
 *
 * @param type {@code transfer.completed} or {@code transfer.failed}
 * @param timestamp when that was
 */
record ResultMessage(String type, Instant timestamp, Data data) {

  /** The order's result. */
  record Data(
      String orderId,
      String outOrderId,
      @Nullable String outUserId,
      String userId,
      int type,
      int status,
      int currencyId,
      String outAmount,
      String amount,
      String exchangeRate,
      String feeAmount,
      String actualAmount,
      @Nullable String errorMessage,
      @Nullable String remark) {}

  /** The result of an order that has ended. */
  static ResultMessage of(TransferOrder order) {
    boolean completed = order.status() == OrderStatus.COMPLETED;
    Instant at = order.completedAt() != null ? order.completedAt() : order.updatedAt();
    return new ResultMessage(
        completed ? "transfer.completed" : "transfer.failed",
        at,
        new Data(
            Long.toString(order.id()),
            order.outOrderId(),
            order.outUserId(),
            order.userId().toString(),
            order.type().code(),
            order.status().code(),
            order.currencyId(),
            order.outAmount().toPlainString(),
            order.amount().toPlainString(),
            order.exchangeRate().toPlainString(),
            order.feeAmount().toPlainString(),
            order.actualAmount().toPlainString(),
            order.errorMessage(),
            order.remark()));
  }
}
