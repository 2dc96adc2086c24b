package io.dams.backoffice.ordergroup;

import java.util.Set;

/**
 * Where a part of a group is: the reserve of a sell leg, the destination of a buy leg, or the token
 * hold of a group. The one step from {@link #PREPARED} to {@link #ENDED} is what makes a release
 * happen once, and never for a reserve that is not definitely done.
 */
public enum PartState {
  /** Owed or under way; what the other side did is unknown. */
  PREPARING,
  /** Definitely done: reserved, verified or held. */
  PREPARED,
  /** Definitely not done, and it never will be. Final. */
  REFUSED,
  /** What it did not use is released. Final. */
  ENDED;

  /** The states that may follow this one. */
  public Set<PartState> next() {
    return switch (this) {
      case PREPARING -> Set.of(PREPARED, REFUSED);
      case PREPARED -> Set.of(ENDED);
      case REFUSED, ENDED -> Set.of();
    };
  }
}
