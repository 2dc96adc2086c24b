package io.dams.ledger.hold;

import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import java.time.Instant;

/**
 * What became of a request: changed, as it was, or refused with the reason and its numbers. Bugs
 * and outages are exceptions.
 */
public sealed interface HoldOutcome {

  /**
   * The hold is in a new state.
   *
   * @param next the new state
   * @param moved what was set aside, posted or freed by it
   */
  record Changed(Hold next, Money moved) implements HoldOutcome {}

  /** The same was asked before, or there was nothing to do. */
  record Unchanged(Hold hold) implements HoldOutcome {}

  /** Refused; nothing changed. */
  sealed interface Refused extends HoldOutcome {}

  /** The account has less than should be set aside. */
  record Insufficient(AccountId account, long neededUnits, long availableUnits)
      implements Refused {}

  /** The payee's balance would not fit 64 bits. */
  record OutOfRange(AccountId account) implements Refused {}

  /** There is such a hold, or a journal of such a reference, with another body. */
  record Conflict(HoldId id) implements Refused {}

  /** More should be posted than is left. */
  record ExceedsHold(HoldId id, Money asked, Money left) implements Refused {}

  /** The hold has ended in another way. */
  record Ended(Hold hold) implements Refused {}

  /** The hold's order is at the core, which alone may end it. */
  record Committed(HoldId id) implements Refused {}

  /** The hold would expire while its order lives. */
  record WouldExpire(HoldId id, Instant expiresAt) implements Refused {}

  /** There is no such hold. */
  record NotFound(HoldId id) implements Refused {}
}
