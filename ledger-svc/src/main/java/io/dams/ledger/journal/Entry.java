package io.dams.ledger.journal;

import io.dams.ledger.account.AccountId;

/**
 * One line of a journal.
 *
 * @param account whose balance changes
 * @param units what is added to it; negative for what is taken; never 0
 */
public record Entry(AccountId account, long units) {

  /** Throws {@link IllegalArgumentException} when nothing moves. */
  public Entry {
    if (units == 0) {
      throw new IllegalArgumentException("entry of " + account + " moves nothing");
    }
  }
}
