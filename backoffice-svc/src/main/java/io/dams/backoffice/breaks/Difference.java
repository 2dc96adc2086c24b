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
 * @param transferId of an unbookable line without one, what stands for the line
 * @param day the UTC day that was compared
 * @param ours what our book says; null when it says nothing
 * @param theirs what the merchant's statement says; null when it says nothing that can be booked
 * @param unbookable what can be told of a line that no book can hold; else null
 */
public record Difference(
    AssetCode exCode,
    LocalDate day,
    TransferId transferId,
    BreakType type,
    @Nullable Said ours,
    @Nullable Said theirs,
    @Nullable Unbookable unbookable) {

  /** Two books that say different things, or one that says nothing. */
  public Difference(
      AssetCode exCode,
      LocalDate day,
      TransferId transferId,
      BreakType type,
      @Nullable Said ours,
      @Nullable Said theirs) {
    this(exCode, day, transferId, type, ours, theirs, null);
  }

  /**
   * What one book says of a transfer.
   *
   * @param reference the merchant's number of the line
   * @param at when the merchant executed it
   */
  public record Said(TransferKind kind, long units, String reference, Instant at) {}

  /**
   * What can be told of a line that no book can hold.
   *
   * @param faults the fields that are wrong
   * @param text the beginning of the line as it was sent, 1,000 characters at most
   */
  public record Unbookable(String faults, String text) {}
}
