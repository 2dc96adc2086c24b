package io.dams.frontoffice.movement;

import io.dams.contracts.id.ContractId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which of a user's trades are asked for.
 *
 * @param contract null for any
 * @param from traded then or later
 * @param to traded before
 */
record TradeFilter(@Nullable ContractId contract, Instant from, Instant to) {

  /** What a column can hold. */
  private static final Instant END = Instant.parse("9999-01-01T00:00:00Z");

  /** Left out, or beyond what can be: no bound. */
  static TradeFilter of(
      @Nullable ContractId contract, @Nullable Instant from, @Nullable Instant to) {
    return new TradeFilter(
        contract,
        from == null || from.isBefore(Instant.EPOCH)
            ? Instant.EPOCH
            : from.isAfter(END) ? END : from,
        to == null || to.isAfter(END) ? END : to.isBefore(Instant.EPOCH) ? Instant.EPOCH : to);
  }
}
