package io.dams.backoffice.ordergroup;

import io.dams.contracts.id.OrderGroupId;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.ResourceHolderSupport;
import org.springframework.transaction.support.ResourceHolderSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** What the current transaction knows: its time, and the groups that it has locked. */
final class LockedGroups extends ResourceHolderSupport {

  private final Map<OrderGroupId, OrderGroup> groups = new HashMap<>();
  private final Map<OrderGroupId, OrderGroup> written = new HashMap<>();
  private @Nullable Instant now;

  private LockedGroups() {}

  /**
   * Those of the running transaction.
   *
   * @param owner whose they are
   */
  static LockedGroups of(Object owner) {
    if (TransactionSynchronizationManager.getResource(owner) instanceof LockedGroups known) {
      return known;
    }
    var fresh = new LockedGroups();
    TransactionSynchronizationManager.bindResource(owner, fresh);
    TransactionSynchronizationManager.registerSynchronization(
        new ResourceHolderSynchronization<>(fresh, owner) {});
    return fresh;
  }

  /** The time of the running transaction, read by its first decision; without one, read anew. */
  static Instant now(Object owner, Supplier<Instant> clock) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      return clock.get();
    }
    LockedGroups known = of(owner);
    Instant now = known.now == null ? clock.get() : known.now;
    known.now = now;
    return now;
  }

  /** The group as it is, with the transaction's own changes; empty when it is not locked. */
  Optional<OrderGroup> find(OrderGroupId id) {
    return Optional.ofNullable(groups.get(id));
  }

  /** The group as it is now. */
  void put(OrderGroup group) {
    groups.put(group.id(), group);
  }

  /** The group as it is in its rows; what becomes of it is written later, all at once. */
  void writeLater(OrderGroup group) {
    put(group);
    written.put(group.id(), group);
  }

  /** Whether what becomes of the group is written later. */
  boolean isWrittenLater(OrderGroupId id) {
    return written.containsKey(id);
  }

  /** What became of those that are written later. */
  List<Change> changes() {
    return written.values().stream()
        .map(before -> new Change(before, Objects.requireNonNull(groups.get(before.id()))))
        .filter(change -> !change.before().equals(change.after()))
        .toList();
  }

  /** That the groups of {@link #changes} are written. */
  void wereWritten() {
    written.clear();
  }

  /**
   * A group that became another.
   *
   * @param before as its rows say
   */
  record Change(OrderGroup before, OrderGroup after) {}
}
