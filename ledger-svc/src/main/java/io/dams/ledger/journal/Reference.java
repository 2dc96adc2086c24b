package io.dams.ledger.journal;

import io.dams.ledger.account.AllowList;

/**
 * The caller's name for one journal; unique for each caller. The same reference again has no
 * further effect, and with another body it is refused.
 *
 * @param caller an identity of the {@link AllowList}
 * @param value 1 to 128 printable ASCII characters
 */
public record Reference(String caller, String value) {

  private static final int MAX_LENGTH = 128;

  /** Throws {@link IllegalArgumentException} when the value is not of the form. */
  public Reference {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("reference must be 1 to 128 printable ASCII characters");
    }
  }

  /** Chooses rows of accounts without a floor; the same for the same reference, everywhere. */
  int stripe() {
    return 31 * caller.hashCode() + value.hashCode();
  }

  @Override
  public String toString() {
    return caller + "/" + value;
  }
}
