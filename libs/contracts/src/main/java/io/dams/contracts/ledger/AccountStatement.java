package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of {@code GET /internal/accounts/statement}: what moved on an account within a period. The
 * lines of all pages together are the difference of the balances at its ends.
 *
 * @param account the account's code
 * @param lines in the order in which they were posted. An account without a floor is kept in
 *     several rows: one row's lines come after the other's
 * @param next give it as {@code after} for what follows; null when nothing does
 */
public record AccountStatement(String account, List<Line> lines, @Nullable String next) {

  /** Copies the list. */
  public AccountStatement {
    lines = List.copyOf(lines);
  }

  /**
   * One entry.
   *
   * @param journal the ledger's number for its journal; text in JSON
   * @param at when it was posted
   * @param caller who asked for the journal
   * @param reference the caller's name for it
   * @param operation what the caller did
   * @param units what was added; negative for what was taken; text in JSON
   * @param balanceUnits the row's balance after it: of an account with a floor, the account's; text
   *     in JSON
   */
  public record Line(
      @JsonFormat(shape = JsonFormat.Shape.STRING) long journal,
      Instant at,
      String caller,
      String reference,
      String operation,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long units,
      @JsonFormat(shape = JsonFormat.Shape.STRING) long balanceUnits) {}
}
