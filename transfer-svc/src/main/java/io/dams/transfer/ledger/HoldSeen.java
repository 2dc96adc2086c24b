package io.dams.transfer.ledger;

/** A hold as the ledger shows it. */
public sealed interface HoldSeen {

  /**
   * It is there.
   *
   * @param posted whether it was posted to the last unit
   * @param placedUnits what was set aside
   */
  record Seen(boolean posted, long placedUnits) implements HoldSeen {}

  /** The ledger has none of that name. */
  record None() implements HoldSeen {}

  /** The ledger did not answer. */
  record Unknown(String reason) implements HoldSeen {}
}
