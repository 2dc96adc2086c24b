package io.dams.contracts.ledger;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.Objects;

/**
 * An account and what is added to it.
 *
 * @param account whose balance changes
 * @param units minor units; negative for what is taken, never 0; text in JSON
 */
public record LedgerLine(
    LedgerAccount account, @JsonFormat(shape = JsonFormat.Shape.STRING) long units) {

  /** Throws {@link NullPointerException} when the account is missing. */
  public LedgerLine {
    Objects.requireNonNull(account);
  }
}
