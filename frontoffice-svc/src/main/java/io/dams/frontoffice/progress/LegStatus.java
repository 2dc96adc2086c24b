package io.dams.frontoffice.progress;

import io.dams.contracts.topic.CoreEvent.LegEnd;

/** Where a leg is, as its owner sees it. PENDING → LIVE → one of the others; none is left again. */
public enum LegStatus {
  /** Not yet in the core's books. */
  PENDING,
  /** In the core's books. */
  LIVE,
  /** The group ended before the core saw it. */
  NOT_SUBMITTED,
  /** The core refused the group. */
  REJECTED,
  FILLED,
  CANCELLED,
  EXPIRED,
  KILLED,
  /** No sell leg was live and the tokens earned afforded no further lot. */
  FUNDS_EXHAUSTED,
  /** All buy legs were done, so that nothing was left to pay for. */
  LINK_ENDED,
  /** It would have traded with an order of the same user. */
  SELF_TRADE;

  /** Whether it may still trade. */
  public boolean open() {
    return this == PENDING || this == LIVE;
  }

  /** The status for the core's word of how a leg ended. */
  static LegStatus of(LegEnd end) {
    return switch (end) {
      case FILLED -> FILLED;
      case CANCELLED -> CANCELLED;
      case EXPIRED -> EXPIRED;
      case KILLED -> KILLED;
      case FUNDS_EXHAUSTED -> FUNDS_EXHAUSTED;
      case LINK_ENDED -> LINK_ENDED;
      case SELF_TRADE -> SELF_TRADE;
    };
  }
}
