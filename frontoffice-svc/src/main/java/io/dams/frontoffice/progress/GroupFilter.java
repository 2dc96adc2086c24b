package io.dams.frontoffice.progress;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of a user's groups are asked for.
 *
 * @param openOnly those that may still trade
 * @param statuses any when empty
 * @param contract with a leg on it; null for any
 * @param from placed then or later, to the millisecond; null for any
 * @param to placed before, to the millisecond; null for any
 */
record GroupFilter(
    boolean openOnly,
    Set<GroupStatus> statuses,
    @Nullable ContractId contract,
    @Nullable Instant from,
    @Nullable Instant to) {

  GroupFilter {
    statuses = Set.copyOf(statuses);
  }

  /** The least id of a group placed in time. */
  long fromId() {
    return from == null ? 0 : OrderGroupId.leastAt(from);
  }

  /** The id before which groups are, given the one where the page before ended. */
  long before(@Nullable OrderGroupId after) {
    long end = to == null ? Long.MAX_VALUE : OrderGroupId.leastAt(to);
    return after == null ? end : Math.min(after.value(), end);
  }
}
