package io.dams.transfer.partner;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a partner says of an order. */
public sealed interface PartnerAnswer {

  /**
   * It knows the order.
   *
   * @param outUserId the user at the partner; null when it does not say
   * @param outAmount 外部金额
   * @param state where the order is there
   * @param reason of a refusal
   * @param data what it attached, as JSON
   */
  record Said(
      @Nullable String outUserId,
      BigDecimal outAmount,
      State state,
      @Nullable String reason,
      @Nullable String data)
      implements PartnerAnswer {}

  /** It does not know the order; it may learn of it yet. */
  record NotFound() implements PartnerAnswer {}

  /** Nothing that can be relied on. */
  record Unknown(String reason) implements PartnerAnswer {}

  /** Where an order is at a partner. */
  enum State {
    /** Being done. */
    PENDING,
    /** Done, for good. */
    DONE,
    /** Refused, for good: this id will never be done there. */
    REFUSED
  }
}
