package io.dams.ledger.history;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.OrderGroupTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code point_order_group_history}, as far as events of the core change it.
 *
 * @param acceptedAt null until the core has it
 * @param endedAt null until it has ended
 * @param purseUnits what was left when it ended
 */
record GroupRow(
    OrderGroupId group,
    UserId user,
    AssetCode token,
    Funding funding,
    OrderStatus status,
    @Nullable Instant acceptedAt,
    @Nullable Instant endedAt,
    @Nullable Long purseUnits) {

  static GroupRow opened(OrderGroupTerms t) {
    return new GroupRow(
        t.group(), t.user(), t.token(), t.funding(), OrderStatus.SUBMIT, null, null, null);
  }

  OrderGroup terms() {
    return new OrderGroup(group, user, token, funding);
  }

  /** Whether the core has said nothing of it yet. */
  boolean isNew() {
    return status == OrderStatus.SUBMIT && acceptedAt == null;
  }

  GroupRow accepted(Instant at) {
    return new GroupRow(group, user, token, funding, status, at, endedAt, purseUnits);
  }

  /** Nothing happens when it has traded before. */
  GroupRow traded() {
    return status == OrderStatus.SUBMIT
        ? new GroupRow(
            group, user, token, funding, OrderStatus.PARTLY_FILLED, acceptedAt, endedAt, purseUnits)
        : this;
  }

  GroupRow ended(OrderStatus how, Instant at, @Nullable Long leftUnits) {
    return new GroupRow(group, user, token, funding, how, acceptedAt, at, leftUnits);
  }
}
