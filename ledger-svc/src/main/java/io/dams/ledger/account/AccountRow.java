package io.dams.ledger.account;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A row of an account, which is what is locked. An account with a floor has one: its balance must
 * be known as a whole before anything is taken. One without has {@value #STRIPES}, so that journals
 * over the same busy mirror need not wait for each other; its balance is their sum.
 *
 * @param account the account
 * @param stripe which of its rows, from 0
 */
public record AccountRow(AccountId account, int stripe) implements Comparable<AccountRow> {

  /** How many rows an account without a floor has. */
  public static final int STRIPES = 8;

  /** Throws {@link IllegalArgumentException} when the account has no such row. */
  public AccountRow {
    if (stripe < 0 || stripe >= (account.kind().floored() ? 1 : STRIPES)) {
      throw new IllegalArgumentException(account + " has no row " + stripe);
    }
  }

  /** The row of the account that a journal with this hash takes. */
  public static AccountRow of(AccountId account, int hash) {
    return new AccountRow(account, account.kind().floored() ? 0 : Math.floorMod(hash, STRIPES));
  }

  /** All rows of the account, in their order. */
  public static List<AccountRow> all(AccountId account) {
    return IntStream.range(0, account.kind().floored() ? 1 : STRIPES)
        .mapToObj(stripe -> new AccountRow(account, stripe))
        .toList();
  }

  /** Its key: the account's code; of the second row and on, with {@code #1} and so on. */
  public String code() {
    return stripe == 0 ? account.code() : account.code() + "#" + stripe;
  }

  @Override
  public int compareTo(AccountRow other) {
    return code().compareTo(other.code());
  }

  @Override
  public String toString() {
    return code();
  }
}
