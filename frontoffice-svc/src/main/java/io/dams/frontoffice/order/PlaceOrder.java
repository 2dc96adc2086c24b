package io.dams.frontoffice.order;

import io.dams.contracts.order.TimeInForce;
import io.dams.frontoffice.draft.Drafts.AskedLeg;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client wants to be placed. */
sealed interface PlaceOrder {

  /** What a quote froze; fill-or-kill. */
  record ByQuote(String quoteId) implements PlaceOrder {}

  /**
   * These legs.
   *
   * @param expiresAt null for never
   */
  record ByLegs(List<AskedLeg> legs, TimeInForce timeInForce, @Nullable Instant expiresAt)
      implements PlaceOrder {

    public ByLegs {
      legs = List.copyOf(legs);
    }
  }
}
