package io.dams.backoffice.statement;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.merchant.TransferRequest;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.platform.obligation.NewObligation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Points that have to move at a merchant, once. All of it is fixed when it is first owed, so that
 * every attempt asks for the same under the same id.
 *
 * @param transferId derived from what the movement is for
 * @param kind from where to where
 * @param exCode the merchant
 * @param units positive
 * @param uid the member at the merchant; null for FEE
 * @param reverses the reserve that a RETURN gives back or a FEE is paid from; else null
 * @param group for which group
 * @param leg for which leg
 * @param user whose leg it is
 */
public record Movement(
    TransferId transferId,
    TransferKind kind,
    AssetCode exCode,
    long units,
    @Nullable String uid,
    @Nullable TransferId reverses,
    OrderGroupId group,
    LegId leg,
    UserId user) {

  /** Throws {@link IllegalArgumentException} when nothing would move. */
  public Movement {
    if (units <= 0) {
      throw new IllegalArgumentException(transferId + " must move something, not " + units);
    }
  }

  /** The reserve of a sell leg: quantity and fee, from the user to the intermediary account. */
  public static Movement reserve(UserId user, LegTerms leg) {
    return new Movement(
        TransferId.reserve(leg.leg()),
        TransferKind.RESERVE,
        leg.point(),
        leg.reserveUnits(),
        leg.externalUid(),
        null,
        leg.leg().group(),
        leg.leg(),
        user);
  }

  /** What a buy leg got by one command, from the intermediary account to where it was ordered. */
  public static Movement settle(UserId user, LegTerms leg, long command, long units) {
    return new Movement(
        TransferId.settle(leg.leg(), command),
        TransferKind.SETTLE,
        leg.point(),
        units,
        leg.externalUid(),
        null,
        leg.leg().group(),
        leg.leg(),
        user);
  }

  /** What a sell leg did not use, from the intermediary account back to the user. */
  public static Movement giveBack(UserId user, LegTerms leg, long units) {
    return new Movement(
        TransferId.release(leg.leg()),
        TransferKind.RETURN,
        leg.point(),
        units,
        leg.externalUid(),
        TransferId.reserve(leg.leg()),
        leg.leg().group(),
        leg.leg(),
        user);
  }

  /** The fee of a sell leg, from the intermediary account to the merchant. */
  public static Movement fee(UserId user, LegTerms leg, long units) {
    return new Movement(
        TransferId.fee(leg.leg()),
        TransferKind.FEE,
        leg.point(),
        units,
        null,
        TransferId.reserve(leg.leg()),
        leg.leg().group(),
        leg.leg(),
        user);
  }

  /** Whether movements of the kind go to a user, so that they may have to go elsewhere. */
  public static boolean hasDestination(TransferKind kind) {
    return kind == TransferKind.SETTLE || kind == TransferKind.RETURN;
  }

  /** What owes it, without condition, from now on. */
  public NewObligation owed(Instant now) {
    return new NewObligation(kind.name(), exCode.code(), transferId.value(), this, now);
  }

  /**
   * What is sent to the merchant.
   *
   * @param notAfter the merchant must not execute this request later; only it may differ between
   *     attempts
   */
  public TransferRequest request(Instant notAfter) {
    return new TransferRequest(kind, uid, units, reverses, notAfter, group.toString());
  }
}
