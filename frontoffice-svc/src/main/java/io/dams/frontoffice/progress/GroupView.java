package io.dams.frontoffice.progress;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order group as its owner sees it. Amounts are decimals as text.
 *
 * @param groupId its id
 * @param status ACCEPTED, SUBMIT, PARTLY_FILLED, FILLED, CANCELLED, EXPIRED, KILLED, REJECTED or
 *     SUBMIT_FAILURE
 * @param open whether it may still trade; PARTLY_FILLED is said of open and of ended groups
 * @param settled whether every movement of points that follows is confirmed by its merchant
 * @param reason a stable code, when it failed or was refused
 * @param refusedLeg the leg that was refused
 * @param detail for people
 * @param cancel REQUESTED or TOO_LATE after a cancel
 * @param token the token of all its contracts
 * @param updatedAt time of the last change
 */
public record GroupView(
    OrderGroupId groupId,
    String status,
    boolean open,
    boolean settled,
    @Nullable String reason,
    @Nullable LegId refusedLeg,
    @Nullable String detail,
    @Nullable String cancel,
    AssetCode token,
    TimeInForce timeInForce,
    @Nullable Instant expiresAt,
    Instant placedAt,
    Instant updatedAt,
    List<LegView> legs) {

  /** Copies the list. */
  public GroupView {
    legs = List.copyOf(legs);
  }

  /**
   * One leg.
   *
   * @param leg its id
   * @param quantity points ordered
   * @param limitPrice tokens for one lot
   * @param fee the whole merchant fee, in points; charged by what is executed
   * @param executed points executed
   * @param notional tokens of all its trades
   * @param feeCharged of the fee, what is due for what was executed
   * @param reserved points that the merchant confirmed as reserved
   * @param settledQuantity points bought that the merchant confirmed as paid out
   * @param returned points that the merchant confirmed as returned
   * @param delayed whether a movement is owed that could not be made yet
   */
  public record LegView(
      LegId leg,
      ContractId contract,
      AssetCode point,
      Side side,
      LegStatus status,
      String quantity,
      String limitPrice,
      String fee,
      String executed,
      String notional,
      String feeCharged,
      String reserved,
      String settledQuantity,
      String returned,
      boolean delayed) {}

  static GroupView of(GroupProgress group) {
    Asset token = group.tokenAsset();
    return new GroupView(
        group.group(),
        group.status().shown(),
        group.status().open(),
        group.settled(),
        group.reason(),
        group.refusedLeg(),
        group.detail(),
        group.cancel() == GroupProgress.CancelState.NONE ? null : group.cancel().name(),
        group.token(),
        group.timeInForce(),
        group.expiresAt(),
        group.placedAt(),
        group.at(),
        group.legs().stream().map(leg -> leg(leg, token)).toList());
  }

  private static LegView leg(LegProgress leg, Asset token) {
    LegTerms terms = leg.terms();
    Asset point = leg.point();
    return new LegView(
        terms.leg(),
        terms.contract(),
        terms.point(),
        terms.side(),
        leg.status(),
        point.text(terms.quantityUnits()),
        token.text(terms.limitPriceUnits()),
        point.text(terms.feeUnits()),
        point.text(leg.executedUnits()),
        token.text(leg.notionalUnits()),
        point.text(leg.chargedUnits()),
        point.text(leg.reservedUnits()),
        point.text(leg.settledUnits()),
        point.text(leg.returnedUnits()),
        leg.delayed() > 0);
  }
}
