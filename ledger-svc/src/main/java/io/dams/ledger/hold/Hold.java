package io.dams.ledger.hold;

import io.dams.contracts.money.Money;
import io.dams.ledger.account.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Units of one asset set aside from what a user may spend, until they are posted to somebody or
 * freed. Placed → Posted | Voided | Expired; nothing leaves an end state. Posted and freed units
 * together are the placed ones, always. Follows two-phase transfers with partial posts.
 */
public sealed interface Hold {

  /** Its name. */
  HoldId id();

  /** A hold that was placed, in whatever state it is now. */
  sealed interface Owned extends Hold {

    /** Whose units: a user's account. */
    AccountId account();

    /** How many were set aside. */
    Money placed();
  }

  /**
   * Still open.
   *
   * @param posted less than placed: the last unit ends the hold
   * @param committed whether its order is at the core, which alone may end it from then on
   * @param expiresAt null for the hold of an order: it lives exactly as long as its leg
   */
  record Placed(
      HoldId id,
      AccountId account,
      Money placed,
      Money posted,
      boolean committed,
      @Nullable Instant expiresAt)
      implements Owned {

    /** Throws {@link IllegalArgumentException} when the amounts are not those of an open hold. */
    public Placed {
      require(placed.units() > 0, "hold " + id + " of " + placed);
      require(!posted.isNegative() && placed.exceeds(posted), posted + " posted of " + placed);
      require(!committed || expiresAt == null, "the hold of an order does not expire");
    }

    /** What is still set aside. */
    public Money left() {
      return placed.minus(posted);
    }

    /** Posts a part of what is left, or all of it; the last unit ends the hold. */
    HoldOutcome post(Money units) {
      require(units.units() > 0, "hold " + id + " cannot post " + units);
      if (units.exceeds(left())) {
        return new HoldOutcome.ExceedsHold(id, units, left());
      }
      Hold next =
          units.equals(left())
              ? new Posted(id, account, placed)
              : new Placed(id, account, placed, posted.plus(units), committed, expiresAt);
      return new HoldOutcome.Changed(next, units);
    }

    /** Ties it to an order at the core. Refused for one that would expire under the order. */
    HoldOutcome commit() {
      if (expiresAt != null) {
        return new HoldOutcome.WouldExpire(id, expiresAt);
      }
      return committed
          ? new HoldOutcome.Unchanged(this)
          : new HoldOutcome.Changed(
              new Placed(id, account, placed, posted, true, null), Money.zero(placed.asset()));
    }

    /** Frees what is left because it will not be needed. */
    HoldOutcome voidRest() {
      return new HoldOutcome.Changed(new Voided(id, account, placed, posted), left());
    }

    /** Frees what is left because its time is over; before that, nothing happens. */
    HoldOutcome expire(Instant now) {
      return expiresAt == null || now.isBefore(expiresAt)
          ? new HoldOutcome.Unchanged(this)
          : new HoldOutcome.Changed(new Expired(id, account, placed, posted, now), left());
    }

    private static void require(boolean holds, String rule) {
      if (!holds) {
        throw new IllegalArgumentException(rule);
      }
    }
  }

  /** Posted to the last unit. */
  record Posted(HoldId id, AccountId account, Money placed) implements Owned {}

  /** What was not posted is free again. */
  record Voided(HoldId id, AccountId account, Money placed, Money posted) implements Owned {}

  /** Like voided, by time. */
  record Expired(HoldId id, AccountId account, Money placed, Money posted, Instant at)
      implements Owned {}

  /** Voided before it was placed: a request that was stalled finds this and places nothing. */
  record Barred(HoldId id) implements Hold {}
}
