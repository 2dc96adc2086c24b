package io.dams.transfer.order;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An order as it is shown; names of seed 003, amounts and 64-bit numbers as text. */
public record OrderView(
    String id,
    String outOrderId,
    @Nullable String outUserId,
    String userId,
    int transferAppId,
    int currencyId,
    int fundId,
    int type,
    int status,
    String outAmount,
    String amount,
    String exchangeRate,
    String feeRate,
    String feeAmount,
    String actualAmount,
    @Nullable String errorMessage,
    @Nullable String remark,
    @Nullable Instant processedAt,
    @Nullable Instant callbackAt,
    @Nullable Instant completedAt,
    Instant createdAt) {

  /** Shows an order. */
  public static OrderView of(TransferOrder order) {
    return new OrderView(
        Long.toString(order.id()),
        order.outOrderId(),
        order.outUserId(),
        order.userId().toString(),
        order.transferAppId(),
        order.currencyId(),
        order.fundId(),
        order.type().code(),
        order.status().code(),
        order.outAmount().toPlainString(),
        order.amount().toPlainString(),
        order.exchangeRate().toPlainString(),
        order.feeRate().toPlainString(),
        order.feeAmount().toPlainString(),
        order.actualAmount().toPlainString(),
        order.errorMessage(),
        order.remark(),
        order.processedAt(),
        order.callbackAt(),
        order.completedAt(),
        order.createdAt());
  }
}
