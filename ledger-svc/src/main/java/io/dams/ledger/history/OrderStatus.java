package io.dams.ledger.history;

import io.dams.contracts.topic.CoreEvent;

/**
 * Where an order group, or one leg of it, is. SUBMIT → PARTLY_FILLED → an end, SUBMIT → an end, or
 * SUBMIT_FAILURE from the start. PARTLY_FILLED is also how a group ends of which only some was
 * executed; {@code ended_at} tells the two apart. Nothing leaves an end.
 */
public enum OrderStatus {
  /** Everything is reserved; the core has it or will have it. */
  SUBMIT,
  /** It never reached the core. */
  SUBMIT_FAILURE,
  /** Some lots were executed. */
  PARTLY_FILLED,
  FILLED,
  CANCELLED,
  EXPIRED,
  KILLED,
  /** The core refused it. */
  REJECTED,
  /** Of a leg: nothing is left to pay for it. */
  FUNDS_EXHAUSTED,
  /** Of a leg: there is nothing left that it could pay for. */
  LINK_ENDED,
  /** Of a leg: it would have traded with its own user. */
  SELF_TRADE;

  static OrderStatus of(CoreEvent.LegEnd end) {
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

  static OrderStatus of(CoreEvent.GroupEnd end) {
    return switch (end) {
      case FILLED -> FILLED;
      case PARTLY_FILLED -> PARTLY_FILLED;
      case CANCELLED -> CANCELLED;
      case EXPIRED -> EXPIRED;
      case KILLED -> KILLED;
    };
  }
}
