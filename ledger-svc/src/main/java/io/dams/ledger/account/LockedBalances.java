package io.dams.ledger.account;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Balances that nobody else can move until the transaction ends.
 *
 * @param units by row, in the order in which they are locked
 * @param at now by the database's clock, but never before any of the accounts was moved last: so
 *     the entries of an account are in the order of their times, whatever the clock does
 */
public record LockedBalances(SortedMap<AccountRow, Long> units, Instant at) {

  /** Wraps the map. */
  public LockedBalances {
    units = Collections.unmodifiableSortedMap(units);
  }

  /**
   * A balance to move.
   *
   * @param beforeUnits what it was when it was locked
   * @param afterUnits what it becomes; another number
   */
  public record Change(long beforeUnits, long afterUnits) {}

  /** The changes from these balances to others of the same rows; without those that are equal. */
  public SortedMap<AccountRow, Change> to(Map<AccountRow, Long> after) {
    SortedMap<AccountRow, Change> changes = new TreeMap<>();
    after.forEach(
        (row, now) -> {
          long before = units.getOrDefault(row, 0L);
          if (before != now) {
            changes.put(row, new Change(before, now));
          }
        });
    return changes;
  }
}
