package io.dams.contracts.order;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.money.AssetCode;

/**
 * One leg: a limit order on one contract, with the terms of the contract frozen at placement.
 *
 * @param leg its id
 * @param contract the contract
 * @param point the contract's point
 * @param side buy or sell the point
 * @param lots how many lots, positive
 * @param lotUnits point units in a lot
 * @param limitPriceUnits token units per lot: the most to pay, or the least to take
 * @param feeUnits the whole merchant fee of a sell leg, in its points; 0 for a buy leg
 * @param externalUid the user's account at the point's merchant: where a sell leg takes from and
 *     returns to, and where what a buy leg bought goes
 */
public record LegTerms(
    LegId leg,
    ContractId contract,
    AssetCode point,
    Side side,
    long lots,
    long lotUnits,
    long limitPriceUnits,
    long feeUnits,
    String externalUid) {

  /** Throws {@link IllegalArgumentException} when a number is out of its range. */
  public LegTerms {
    if (lots <= 0 || lotUnits <= 0 || limitPriceUnits <= 0 || feeUnits < 0) {
      throw new IllegalArgumentException("leg " + leg + " has a number out of range");
    }
    if (side == Side.BUY && feeUnits != 0) {
      throw new IllegalArgumentException("buy leg " + leg + " carries no fee");
    }
  }

  /** Point units ordered. */
  public long quantityUnits() {
    return Math.multiplyExact(lots, lotUnits);
  }

  /** Point units to reserve for a sell leg: quantity and fee. */
  public long reserveUnits() {
    return Math.addExact(quantityUnits(), feeUnits);
  }

  /** Token units at the limit price. */
  public long limitNotionalUnits() {
    return Math.multiplyExact(lots, limitPriceUnits);
  }
}
