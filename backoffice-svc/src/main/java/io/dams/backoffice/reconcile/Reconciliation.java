package io.dams.backoffice.reconcile;

import io.dams.contracts.money.AssetCode;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The last pass over a merchant's day, as its row says. READING (the merchant's pages) → COMPARING
 * (our lines with what was read) → DONE → READING by the next pass.
 *
 * @param cursorAt while COMPARING, the time of the last line of ours that was compared
 * @param cursorText while READING, the merchant's cursor; while COMPARING, the id of that line
 * @param theirLines lines of the merchant read in this pass
 * @param ourLines lines of ours compared in this pass
 * @param breaks differences found in this pass
 */
record Reconciliation(
    long id,
    AssetCode exCode,
    LocalDate day,
    int pass,
    State state,
    @Nullable Instant cursorAt,
    @Nullable String cursorText,
    long theirLines,
    long ourLines,
    long breaks,
    String requestedBy,
    Instant startedAt,
    @Nullable Instant finishedAt) {

  /** How far a pass is. */
  enum State {
    READING,
    COMPARING,
    DONE
  }
}
