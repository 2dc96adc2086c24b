package io.dams.ledger.journal;

import io.dams.ledger.account.AccountId;

/** What became of a journal: it stands, or it was refused and nothing changed. */
public sealed interface JournalAnswer {

  /** The journal stands. */
  sealed interface Stands extends JournalAnswer {}

  /** Posted by this call. */
  record Posted(long journal) implements Stands {}

  /** Posted before, with the same reference and the same body; this call changed nothing. */
  record Repeated(long journal) implements Stands {}

  /** Refused, with the reason and its numbers. */
  sealed interface Refused extends JournalAnswer {}

  /** The account would fall below zero. */
  record Insufficient(AccountId account, long neededUnits, long availableUnits)
      implements Refused {}

  /** The reference already names a journal with another body. */
  record ReferenceReused(Reference reference) implements Refused {}

  /** The account's balance would not fit 64 bits. */
  record OutOfRange(AccountId account) implements Refused {}
}
