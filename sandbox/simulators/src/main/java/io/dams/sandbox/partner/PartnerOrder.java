package io.dams.sandbox.partner;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An order as the partner has it.
 *
 * @param orderId of a transfer in the partner's own, of a transfer out ours
 * @param outUserId whose it is; null when nobody said
 * @param outAmount outside units
 */
public record PartnerOrder(
    String orderId,
    Direction direction,
    @Nullable String outUserId,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal outAmount,
    State state,
    @Nullable String reason) {

  /** Which way the units go, as the transfer service says it. */
  public enum Direction {
    IN,
    OUT
  }

  /** Where it is. PENDING → DONE | REFUSED, for good. */
  public enum State {
    PENDING,
    DONE,
    REFUSED
  }

  PartnerOrder decided(State next, @Nullable String why) {
    return new PartnerOrder(orderId, direction, outUserId, outAmount, next, why);
  }
}
