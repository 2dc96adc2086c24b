package io.dams.backoffice.statement;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of {@code point_statement_book}.
 *
 * @param merchantReference the merchant's own number of it
 * @param merchantAt when the merchant executed it
 */
public record BookLine(
    TransferId transferId,
    TransferKind kind,
    AssetCode exCode,
    long units,
    OrderGroupId groupId,
    LegId legId,
    UserId userId,
    @Nullable String uid,
    @Nullable TransferId reverses,
    String merchantReference,
    Instant merchantAt) {

  /** What was asked of the merchant. */
  public Movement movement() {
    return new Movement(transferId, kind, exCode, units, uid, reverses, groupId, legId, userId);
  }
}
