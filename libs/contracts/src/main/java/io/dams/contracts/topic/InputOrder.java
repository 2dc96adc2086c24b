package io.dams.contracts.topic;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.OrderGroupTerms;
import org.jspecify.annotations.Nullable;

/** Commands of {@link Topics#INPUT_ORDER}. Orders and cancels share it, so that none overtakes. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = InputOrder.PlaceOrderGroup.class, name = "PlaceOrderGroup"),
  @JsonSubTypes.Type(value = InputOrder.CancelOrderGroup.class, name = "CancelOrderGroup")
})
public sealed interface InputOrder {

  /** The group that the command is about: the record's key. */
  OrderGroupId groupId();

  /** Reserve the group at its merchants and submit it. */
  record PlaceOrderGroup(OrderGroupTerms group) implements InputOrder {
    @Override
    public OrderGroupId groupId() {
      return group.group();
    }
  }

  /**
   * End the group, or one leg of it.
   *
   * @param leg null for the whole group
   */
  record CancelOrderGroup(OrderGroupId groupId, UserId user, @Nullable LegId leg)
      implements InputOrder {}
}
