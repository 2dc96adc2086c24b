package io.dams.contracts.topic;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.ContractTerms;
import io.dams.contracts.order.OrderGroupTerms;
import org.jspecify.annotations.Nullable;

/** Commands of {@link Topics#CORE_ORDER}: the input log of a shard. Same log, same events. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = CoreOrder.SubmitOrderGroup.class, name = "SubmitOrderGroup"),
  @JsonSubTypes.Type(value = CoreOrder.CancelOrderGroup.class, name = "CancelOrderGroup"),
  @JsonSubTypes.Type(value = CoreOrder.PublishContract.class, name = "PublishContract"),
  @JsonSubTypes.Type(value = CoreOrder.Tick.class, name = "Tick")
})
public sealed interface CoreOrder {

  /** A reserved group enters the books. */
  record SubmitOrderGroup(OrderGroupTerms group) implements CoreOrder {}

  /**
   * A group ends, or one leg of it.
   *
   * @param leg null for the whole group
   */
  record CancelOrderGroup(OrderGroupId group, @Nullable LegId leg) implements CoreOrder {}

  /** A contract is made known or changed. Changed terms hold for later groups only. */
  record PublishContract(ContractTerms contract) implements CoreOrder {}

  /** Time passes: what has expired by the record's log time ends. */
  record Tick() implements CoreOrder {}
}
