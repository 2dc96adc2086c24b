package io.dams.backoffice.breaks;

import java.util.Set;

/** Where a break is in its work flow. */
public enum BreakState {
  /** Nobody knows why. */
  OPEN,
  /** Somebody knows why, and it is not repaired yet. Closes itself when the books agree. */
  EXPLAINED,
  /** Somebody closed it, with evidence. Stays so, even if the books go on differing. Final. */
  RESOLVED,
  /** The books agree by now. Opens again when they do not. */
  MATCHED;

  /** The states that may follow this one. */
  public Set<BreakState> next() {
    return switch (this) {
      case OPEN -> Set.of(EXPLAINED, RESOLVED, MATCHED);
      case EXPLAINED -> Set.of(RESOLVED, MATCHED);
      case MATCHED -> Set.of(OPEN);
      case RESOLVED -> Set.of();
    };
  }
}
