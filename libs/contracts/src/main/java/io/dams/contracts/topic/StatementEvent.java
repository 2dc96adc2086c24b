package io.dams.contracts.topic;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;

/**
 * Events of {@link Topics#STATEMENT}: lines of {@code point_statement_book}, and what became of
 * points that could not be moved as they should.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StatementEvent.PointsMoved.class, name = "PointsMoved"),
  @JsonSubTypes.Type(value = StatementEvent.PointsStuck.class, name = "PointsStuck"),
  @JsonSubTypes.Type(value = StatementEvent.PointsSuspended.class, name = "PointsSuspended"),
  @JsonSubTypes.Type(value = StatementEvent.PointsClaimed.class, name = "PointsClaimed"),
  @JsonSubTypes.Type(value = StatementEvent.ReceivableBooked.class, name = "ReceivableBooked"),
  @JsonSubTypes.Type(value = StatementEvent.ReceivableSettled.class, name = "ReceivableSettled")
})
public sealed interface StatementEvent {

  /** The group for which the points moved: the record's key. */
  OrderGroupId group();

  /**
   * A movement that the merchant confirmed.
   *
   * @param transferId our id of it
   * @param kind from where to where
   * @param point the merchant's point
   * @param units points moved, positive
   * @param user whose leg it was
   * @param at when the merchant executed it
   */
  record PointsMoved(
      TransferId transferId,
      TransferKind kind,
      AssetCode point,
      long units,
      OrderGroupId group,
      LegId leg,
      UserId user,
      Instant at)
      implements StatementEvent {}

  /**
   * A movement that is owed and could not be made yet; it stands in {@code
   * point_error_statement_book} and is tried again.
   *
   * @param reason a stable code
   */
  record PointsStuck(
      TransferId transferId,
      TransferKind kind,
      AssetCode point,
      long units,
      OrderGroupId group,
      LegId leg,
      UserId user,
      String reason,
      Instant at)
      implements StatementEvent {}

  /**
   * A settlement or a return that the merchant refused for good and that is given up there: its
   * points wait in the user's suspense for another destination.
   *
   * @param transferId the movement that will never be made
   * @param reason a stable code
   */
  record PointsSuspended(
      TransferId transferId,
      TransferKind kind,
      AssetCode point,
      long units,
      OrderGroupId group,
      LegId leg,
      UserId user,
      String reason,
      Instant at)
      implements StatementEvent {}

  /**
   * Points leave the suspense: a destination is known, and the settlement is owed under a new id.
   *
   * @param transferId the settlement or return that was suspended
   * @param claim the settlement that takes its place
   */
  record PointsClaimed(
      TransferId transferId,
      TransferId claim,
      AssetCode point,
      long units,
      OrderGroupId group,
      LegId leg,
      UserId user,
      Instant at)
      implements StatementEvent {}

  /**
   * Points that the merchant owes us from now on: a reserve that it confirmed and then did not have
   * (RESERVE), or a movement that it refuses for ever and that was written off (any other kind).
   *
   * @param transferId the movement
   * @param reason a stable code
   */
  record ReceivableBooked(
      TransferId transferId,
      TransferKind kind,
      AssetCode point,
      long units,
      OrderGroupId group,
      LegId leg,
      UserId user,
      String reason,
      Instant at)
      implements StatementEvent {}

  /**
   * The merchant has made good what it owed: the points of a missing reserve are in the
   * intermediary account again; those of a movement that was written off have left it some other
   * way.
   */
  record ReceivableSettled(
      TransferId transferId,
      TransferKind kind,
      AssetCode point,
      long units,
      OrderGroupId group,
      LegId leg,
      UserId user,
      Instant at)
      implements StatementEvent {}
}
