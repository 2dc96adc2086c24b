package io.dams.backoffice.ordergroup;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;

/**
 * A leg as its row says. Its terms are those of its placement for ever: a bought point goes to
 * {@code externalUid} even when the user unbound that wallet meanwhile.
 *
 * @param leg its id
 * @param contract the contract
 * @param point the point of the contract: its merchant
 * @param side buy or sell
 * @param lots lots ordered
 * @param lotUnits point units in a lot
 * @param limitPriceUnits token units per lot
 * @param feeUnits the whole fee of a sell leg
 * @param externalUid the user's account at the merchant
 * @param state its reserve, or the check of its destination
 * @param executedLots lots of the trades seen so far
 * @param trades how many trades were seen so far
 * @param cancelAsked whether a cancel of this leg waits for the submission
 */
public record OrderLeg(
    LegId leg,
    ContractId contract,
    AssetCode point,
    Side side,
    long lots,
    long lotUnits,
    long limitPriceUnits,
    long feeUnits,
    String externalUid,
    PartState state,
    long executedLots,
    int trades,
    boolean cancelAsked) {

  OrderLeg in(PartState next) {
    return with(next, executedLots, trades, cancelAsked);
  }

  /** Whether it is prepared, and has so many lots of this size left. */
  boolean canTrade(long tradedLots, long sizeUnits) {
    return state == PartState.PREPARED
        && lotUnits == sizeUnits
        && tradedLots <= lots - executedLots;
  }

  OrderLeg traded(long tradedLots) {
    return with(state, executedLots + tradedLots, trades + 1, cancelAsked);
  }

  OrderLeg toBeCancelled() {
    return with(state, executedLots, trades, true);
  }

  private OrderLeg with(PartState nextState, long executed, int traded, boolean cancel) {
    return new OrderLeg(
        leg,
        contract,
        point,
        side,
        lots,
        lotUnits,
        limitPriceUnits,
        feeUnits,
        externalUid,
        nextState,
        executed,
        traded,
        cancel);
  }

  /** What was ordered. */
  public LegTerms terms() {
    return new LegTerms(
        leg, contract, point, side, lots, lotUnits, limitPriceUnits, feeUnits, externalUid);
  }

  /** Point units executed so far. */
  public long executedUnits() {
    return Math.multiplyExact(executedLots, lotUnits);
  }
}
