package io.dams.backoffice.receivable;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Points that a merchant owes us. OPEN → SETTLED, once.
 *
 * @param transferId the reserve that is missing, or the movement that was written off
 * @param reason a stable code, or the reference of the evidence
 */
record Receivable(
    long id,
    TransferId transferId,
    TransferKind kind,
    AssetCode exCode,
    long units,
    OrderGroupId groupId,
    LegId legId,
    UserId userId,
    String reason,
    State state,
    Instant bookedAt,
    @Nullable Instant settledAt) {

  /** Where it is. */
  enum State {
    OPEN,
    SETTLED
  }
}
