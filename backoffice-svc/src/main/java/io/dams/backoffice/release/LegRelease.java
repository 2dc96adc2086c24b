package io.dams.backoffice.release;

import io.dams.contracts.money.FeeRatio;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;

/**
 * How the reserve of an ended sell leg is divided: {@code executed + charged + returned} is what
 * was reserved, to the unit, however the leg was filled or ended. The fee is cumulative (seed 001
 * asks whether pro-rata returns leave a difference at the tail; so they do not).
 *
 * @param chargedUnits the merchant's fee: floor(fee × executed / ordered)
 * @param returnedUnits back to the user: what was not executed, and the rest of the fee
 */
record LegRelease(long chargedUnits, long returnedUnits) {

  /**
   * The release of a leg.
   *
   * @param executedUnits points executed, 0 to what was ordered
   */
  static LegRelease of(LegTerms leg, long executedUnits) {
    if (leg.side() != Side.SELL) {
      throw new IllegalArgumentException("buy leg " + leg.leg() + " reserves nothing");
    }
    long charged = FeeRatio.chargedUnits(leg.feeUnits(), executedUnits, leg.quantityUnits());
    return new LegRelease(charged, leg.reserveUnits() - executedUnits - charged);
  }
}
