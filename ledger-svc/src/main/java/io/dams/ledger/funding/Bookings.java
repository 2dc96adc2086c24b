package io.dams.ledger.funding;

import io.dams.ledger.account.AccountId;
import io.dams.ledger.journal.Journal;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of events moves, gathered so that it is posted at once: each account is locked and
 * written once for all of them. {@link Funds#book} does that, at the end of the transaction.
 */
public final class Bookings {

  private final List<Journal> journals = new ArrayList<>();
  private final List<AccountId> opened = new ArrayList<>();
  private final List<AccountId> emptied = new ArrayList<>();

  /** Nothing yet. */
  public Bookings() {}

  void post(Journal journal) {
    journals.add(journal);
  }

  /** The purse is there from now on. */
  void open(AccountId purse) {
    opened.add(purse);
  }

  /** The purse's group has ended: after the journals, nothing may be left in it. */
  void empty(AccountId purse) {
    emptied.add(purse);
  }

  List<Journal> journals() {
    return journals;
  }

  List<AccountId> opened() {
    return opened;
  }

  List<AccountId> emptied() {
    return emptied;
  }
}
