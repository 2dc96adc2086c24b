package io.dams.transfer.order;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.Asset;
import io.dams.transfer.amount.Currency;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A transfer order as it is now; the fields are the columns of seed 003.
 *
 * @param fundUid the user on the app's side, payer of a transfer in and payee of a transfer out;
 *     null for the app's system account
 * @param feeUid who receives the fee; null for the app's system account
 * @param callbackData what came with the partner's word, as JSON
 * @param partnerAskedAt since when the partner may know a transfer out
 * @param refusedAt when the partner's no was recorded: the hold is being voided, then it has failed
 * @param listPosition where it stands in its partner's list; null until that was read
 */
public record TransferOrder(
    long id,
    int transferAppId,
    int outId,
    String outOrderId,
    @Nullable String outUserId,
    UserId userId,
    int currencyId,
    int fundId,
    TransferType type,
    OrderStatus status,
    BigDecimal outAmount,
    BigDecimal amount,
    BigDecimal exchangeRate,
    BigDecimal feeRate,
    BigDecimal feeAmount,
    BigDecimal actualAmount,
    @Nullable Long fundUid,
    @Nullable Long feeUid,
    @Nullable String callbackData,
    @Nullable String errorMessage,
    @Nullable String remark,
    @Nullable Instant partnerAskedAt,
    @Nullable Instant refusedAt,
    @Nullable Instant processedAt,
    @Nullable Instant callbackAt,
    @Nullable Instant completedAt,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Long listPosition) {

  /** Its currency. */
  public Currency currency() {
    return Currency.of(currencyId);
  }

  /** 内部金额 in the ledger's units. */
  public long amountUnits() {
    return asset().units(amount);
  }

  /** 手续费金额 in the ledger's units. */
  public long feeUnits() {
    return asset().units(feeAmount);
  }

  /** 实际到账金额 in the ledger's units. */
  public long actualUnits() {
    return asset().units(actualAmount);
  }

  /** Whether its result is still open. */
  public boolean isOpen() {
    return !status.isFinal();
  }

  /** When it ended; throws {@link IllegalStateException} when it has not. */
  public Instant endedAt() {
    Instant end =
        switch (status) {
          case COMPLETED -> completedAt;
          case FAILED -> callbackAt;
          case CREATED, PROCESSING, CALLBACK -> null;
        };
    if (end == null) {
      throw new IllegalStateException("order " + id + " has not ended");
    }
    return end;
  }

  private Asset asset() {
    return currency().asset();
  }
}
