package io.dams.backoffice.tokenhold;

/** What became of a request to void a hold. */
public sealed interface VoidOutcome {

  /** Nothing is held, and a late request to hold will hold nothing. */
  record Voided() implements VoidOutcome {}

  /** The ledger refuses to; somebody has to look. */
  record Refused(String code) implements VoidOutcome {}

  /** The ledger did not answer. */
  record Unknown(String reason) implements VoidOutcome {}
}
