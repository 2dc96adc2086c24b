package io.dams.backoffice.breaks;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A difference that a comparison found.
 *
 * @param day the UTC day that was compared
 * @param ours what our book says; null when it says nothing
 * @param theirs what the merchant's statement says; null when it says nothing
 */
public record Difference(
    AssetCode exCode,
    LocalDate day,
    TransferId transferId,
    BreakType type,
    @Nullable Said ours,
    @Nullable Said theirs) {

  /**
   * What one book says of a transfer.
   *
   * @param reference the merchant's number of the line
   * @param at when the merchant executed it
   */
  public record Said(TransferKind kind, long units, String reference, Instant at) {}
}
