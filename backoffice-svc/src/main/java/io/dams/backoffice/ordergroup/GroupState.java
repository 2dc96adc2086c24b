package io.dams.backoffice.ordergroup;

import java.util.Set;

/**
 * Where a group is in its life. Before {@link #SUBMITTED} only backoffice ends it, afterwards only
 * the core does. Rows move by compare-and-set along {@link #next()} and in no other way.
 */
public enum GroupState {
  /** Its parts are being prepared: reserves, destinations, the token hold. */
  RESERVING,
  /** Everything was ready; it belongs to the core. */
  SUBMITTED,
  /** It will never reach the core; what was reserved goes back. Final. */
  FAILED,
  /** The core refused it as a whole; what was reserved goes back. Final. */
  REJECTED,
  /** The core ended it, and every leg. Final. */
  ENDED;

  /** The states that may follow this one. */
  public Set<GroupState> next() {
    return switch (this) {
      case RESERVING -> Set.of(SUBMITTED, FAILED);
      case SUBMITTED -> Set.of(REJECTED, ENDED);
      case FAILED, REJECTED, ENDED -> Set.of();
    };
  }
}
