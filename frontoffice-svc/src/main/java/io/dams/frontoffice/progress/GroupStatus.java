package io.dams.frontoffice.progress;

import io.dams.contracts.topic.CoreEvent.GroupEnd;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where an order group is, as its owner sees it. The one transition table is {@link #next()};
 * nothing leaves an end state.
 */
public enum GroupStatus {
  /** Accepted here; its points are being reserved. */
  ACCEPTED,
  /** Everything is reserved: on its way to the core, or in its books. */
  SUBMIT,
  /** In the books, some lots executed; shown as PARTLY_FILLED and open. */
  TRADING,
  /** Ended before the core saw it, with a reason. */
  SUBMIT_FAILURE,
  /** Ended: refused by the core as a whole. */
  REJECTED,
  /** Ended: every leg filled. */
  FILLED,
  /** Ended: some lots executed, not all. */
  PARTLY_FILLED,
  /** Ended: cancelled with nothing executed. */
  CANCELLED,
  /** Ended: expired with nothing executed. */
  EXPIRED,
  /** Ended: immediate or fill-or-kill, and the books did not have it. */
  KILLED;

  private static final Set<GroupStatus> CORE_ENDS =
      EnumSet.of(REJECTED, FILLED, PARTLY_FILLED, CANCELLED, EXPIRED, KILLED);

  /** What may follow. */
  Set<GroupStatus> next() {
    return switch (this) {
      case ACCEPTED -> EnumSet.complementOf(EnumSet.of(ACCEPTED));
      case SUBMIT -> {
        EnumSet<GroupStatus> next = EnumSet.copyOf(CORE_ENDS);
        next.add(TRADING);
        yield next;
      }
      case TRADING -> EnumSet.of(FILLED, PARTLY_FILLED, CANCELLED, EXPIRED, KILLED);
      case SUBMIT_FAILURE, REJECTED, FILLED, PARTLY_FILLED, CANCELLED, EXPIRED, KILLED ->
          EnumSet.noneOf(GroupStatus.class);
    };
  }

  /** Whether something may still happen to the group's orders. */
  public boolean open() {
    return !next().isEmpty();
  }

  /** The name that clients see. */
  public String shown() {
    return this == TRADING ? PARTLY_FILLED.name() : name();
  }

  /** The status for the core's word of how a group ended. */
  static GroupStatus of(GroupEnd end) {
    return switch (end) {
      case FILLED -> FILLED;
      case PARTLY_FILLED -> PARTLY_FILLED;
      case CANCELLED -> CANCELLED;
      case EXPIRED -> EXPIRED;
      case KILLED -> KILLED;
    };
  }
}
