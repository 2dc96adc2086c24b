package io.dams.backoffice.tokenhold;

/** What became of a request to place a hold. */
public sealed interface HoldOutcome {

  /** The tokens are held. */
  record Held() implements HoldOutcome {}

  /**
   * The ledger placed nothing for this request.
   *
   * @param code the ledger's problem code; {@code insufficient-tokens} for a balance too low
   */
  record Refused(String code) implements HoldOutcome {}

  /** The tokens may be held, or may yet be. */
  record Unknown(String reason) implements HoldOutcome {}
}
