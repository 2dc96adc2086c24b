package io.dams.backoffice.ordergroup;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.TimeInForce;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group as its rows say.
 *
 * @param row the group itself
 * @param legs in the order of their numbers
 */
public record OrderGroup(Row row, List<OrderLeg> legs) {

  /** Copies the list. */
  public OrderGroup {
    legs = List.copyOf(legs);
  }

  /**
   * The row of a group.
   *
   * @param expiresAt null for never
   * @param hold the token hold; null when the group needs none
   */
  public record Row(
      OrderGroupId group,
      UserId user,
      AssetCode token,
      int shard,
      TimeInForce timeInForce,
      @Nullable Instant expiresAt,
      Instant placedAt,
      GroupState state,
      @Nullable PartState hold) {

    private Row with(GroupState nextState, @Nullable PartState nextHold) {
      return new Row(
          group, user, token, shard, timeInForce, expiresAt, placedAt, nextState, nextHold);
    }
  }

  OrderGroup in(GroupState next) {
    return new OrderGroup(row.with(next, row.hold()), legs);
  }

  OrderGroup withHold(PartState next) {
    return new OrderGroup(row.with(row.state(), next), legs);
  }

  OrderGroup with(OrderLeg changed) {
    return new OrderGroup(
        row, legs.stream().map(leg -> leg.leg().equals(changed.leg()) ? changed : leg).toList());
  }

  /** Its id. */
  public OrderGroupId id() {
    return row.group();
  }

  /** Where it is in its life. */
  public GroupState state() {
    return row.state();
  }

  /** What was asked for. */
  public OrderGroupTerms terms() {
    return new OrderGroupTerms(
        row.group(),
        row.user(),
        row.token(),
        row.shard(),
        row.timeInForce(),
        row.expiresAt(),
        row.placedAt(),
        legs.stream().map(OrderLeg::terms).toList());
  }

  /** Whether every part is prepared, so that the group can be submitted. */
  public boolean isReady() {
    return (row.hold() == null || row.hold() == PartState.PREPARED)
        && legs.stream().allMatch(leg -> leg.state() == PartState.PREPARED);
  }

  /** The leg with this id; throws {@link IllegalArgumentException} when it is not of this group. */
  public OrderLeg leg(LegId id) {
    return legs.stream()
        .filter(leg -> leg.leg().equals(id))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("leg " + id + " is not of group " + row.group()));
  }
}
