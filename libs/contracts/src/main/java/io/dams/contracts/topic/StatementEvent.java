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

/** Events of {@link Topics#STATEMENT}: lines of {@code point_statement_book}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StatementEvent.PointsMoved.class, name = "PointsMoved"),
  @JsonSubTypes.Type(value = StatementEvent.PointsStuck.class, name = "PointsStuck")
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
}
