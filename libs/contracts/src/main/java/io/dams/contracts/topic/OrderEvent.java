package io.dams.contracts.topic;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.OrderGroupTerms;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events of {@link Topics#ORDER_EVENT}: what became of a group before the core saw it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = OrderEvent.OrderGroupSubmitted.class, name = "OrderGroupSubmitted"),
  @JsonSubTypes.Type(
      value = OrderEvent.OrderGroupSubmitFailed.class,
      name = "OrderGroupSubmitFailed")
})
public sealed interface OrderEvent {

  /** The group that the event is about: the record's key. */
  default OrderGroupId groupId() {
    return group().group();
  }

  /** The group's terms. */
  OrderGroupTerms group();

  /** When it was decided, by the database's clock. */
  Instant at();

  /** Everything is reserved and the group is on its way to the core: status SUBMIT. */
  record OrderGroupSubmitted(OrderGroupTerms group, Instant at) implements OrderEvent {}

  /**
   * The group will not reach the core: status SUBMIT_FAILURE. What was reserved is being returned.
   *
   * @param reason a stable code
   * @param leg the leg that was refused; null when the whole group was
   * @param detail for people; no personal data
   */
  record OrderGroupSubmitFailed(
      OrderGroupTerms group, SubmitFailure reason, @Nullable LegId leg, String detail, Instant at)
      implements OrderEvent {}

  /** Why a group was not submitted. */
  enum SubmitFailure {
    INSUFFICIENT_POINTS,
    INSUFFICIENT_TOKENS,
    ACCOUNT_CLOSED,
    MEMBER_TOKEN_INVALID,
    LIMIT_EXCEEDED,
    MERCHANT_UNAVAILABLE,
    MERCHANT_REFUSED,
    INVALID_ORDER,
    EXPIRED,
    CANCELLED
  }
}
