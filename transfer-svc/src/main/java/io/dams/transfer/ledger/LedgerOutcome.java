package io.dams.transfer.ledger;

/** What became of a request to the ledger. */
public sealed interface LedgerOutcome {

  /** It is done, by this call or an earlier one. */
  record Done() implements LedgerOutcome {}

  /**
   * The ledger did nothing for this request.
   *
   * @param code the ledger's problem code; {@value LedgerClient#INSUFFICIENT_FUNDS} for a balance
   *     too low
   */
  record Refused(String code) implements LedgerOutcome {}

  /** It may be done, or may yet be. */
  record Unknown(String reason) implements LedgerOutcome {}
}
