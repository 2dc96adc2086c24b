package io.dams.ledger.journal;

import io.dams.ledger.account.AccountRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Works out in memory what journals do to locked balances, one after the other. What is refused
 * leaves no trace. Knows no database.
 */
final class Posting {

  private final int stripe;
  private final Map<AccountRow, Long> balances;
  private final List<Written> written = new ArrayList<>();
  private final Map<Reference, Integer> numbers = new HashMap<>();

  /**
   * Begins with these balances.
   *
   * @param stripe the hash that chooses the rows of accounts without a floor, the same for all
   */
  Posting(int stripe, Map<AccountRow, Long> balances) {
    this.stripe = stripe;
    this.balances = new HashMap<>(balances);
  }

  /** What becomes of a journal. */
  sealed interface Verdict {}

  /** Nothing changes. */
  record Refused(JournalAnswer answer) implements Verdict {}

  /** It stands, as the journal of this number; written by this posting, now or before. */
  record Stands(int number, boolean repeated) implements Verdict {}

  /** A journal that stands, and its accounts' balances after it, in the order of its entries. */
  record Written(Journal journal, List<AccountRow> rows, List<Long> balancesAfter) {}

  /** Adds a journal whose reference stands for nothing yet, unless in this same posting. */
  Verdict add(Journal journal) {
    Integer earlier = numbers.get(journal.reference());
    if (earlier != null) {
      return journal.saysTheSame(written.get(earlier).journal())
          ? new Stands(earlier, true)
          : new Refused(new JournalAnswer.ReferenceReused(journal.reference()));
    }
    List<AccountRow> rows = journal.rows(stripe);
    List<Long> after = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Entry entry = journal.entries().get(i);
      long before = balances.getOrDefault(rows.get(i), 0L);
      long sum = before + entry.units();
      if (((before ^ sum) & (entry.units() ^ sum)) < 0) {
        return new Refused(new JournalAnswer.OutOfRange(entry.account()));
      }
      if (entry.account().kind().floored() && sum < 0) {
        return new Refused(new JournalAnswer.Insufficient(entry.account(), -entry.units(), before));
      }
      after.add(sum);
    }
    for (int i = 0; i < rows.size(); i++) {
      balances.put(rows.get(i), after.get(i));
    }
    numbers.put(journal.reference(), written.size());
    written.add(new Written(journal, rows, after));
    return new Stands(written.size() - 1, false);
  }

  /** The journals that stand, in their order. */
  List<Written> written() {
    return written;
  }

  /** The balances after all of them. */
  Map<AccountRow, Long> balances() {
    return balances;
  }
}
