package io.dams.transfer.ledger;

/** What the ledger says of a journal that should stand. */
public enum JournalSeen {
  /** It stands, to the unit. */
  SAME,
  /** Another one stands under its name. */
  ANOTHER,
  /** None stands under its name. */
  NONE,
  /** The ledger did not answer. */
  UNKNOWN
}
