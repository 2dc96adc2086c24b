package io.dams.backoffice.suspense;

import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A settlement or a return that is given up. SUSPENDED → CLAIMED, once; then the settlement {@code
 * claimId} owes the points, and may be suspended in its turn.
 *
 * @param firstId the movement as it was first owed
 * @param number how many have taken its place before this one
 * @param refusedUid the account that the merchant refused
 * @param claimedUid where the points go instead
 */
record Suspended(
    long id,
    TransferId transferId,
    TransferKind kind,
    TransferId firstId,
    int number,
    AssetCode exCode,
    long units,
    OrderGroupId groupId,
    LegId legId,
    UserId userId,
    String refusedUid,
    String reason,
    State state,
    @Nullable TransferId claimId,
    @Nullable String claimedUid,
    Instant suspendedAt,
    @Nullable Instant claimedAt) {

  /** Where it is. */
  enum State {
    SUSPENDED,
    CLAIMED
  }

  /**
   * What takes its place: merchants return only to the member of the reserve, and settle to any.
   */
  Movement claim(String uid) {
    return new Movement(
        TransferId.again(firstId, number + 1),
        TransferKind.SETTLE,
        exCode,
        units,
        uid,
        null,
        groupId,
        legId,
        userId);
  }
}
