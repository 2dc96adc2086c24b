package io.dams.matching.engine;

import io.dams.contracts.money.Units;
import io.dams.contracts.order.OrderGroupTerms;

/**
 * Divides what is free in a purse among the live buy legs of its group: exclusively, pro rata by
 * limit notional, in whole lots.
 *
 * <p>What was ever devoted to the live legs, plus what is free, is shared out by limit notional;
 * that is each leg's target. A leg is raised to its target, rounded down. What rounding leaves over
 * then buys at most one more lot for each leg; the rest is saved for targets to come. When no sell
 * leg is live, nothing more comes: the rest buys all that it affords. Each of the three rounds goes
 * through the legs in the order of their numbers. What was devoted once is never taken back, so a
 * leg that is ahead of its target only waits.
 *
 * <p>One division after the other, in the same memory: begin, claims, divide.
 */
final class PurseDivision {

  private final long[] orderedLots = new long[OrderGroupTerms.MAX_LEGS];
  private final long[] coveredLots = new long[OrderGroupTerms.MAX_LEGS];
  private final long[] limitUnits = new long[OrderGroupTerms.MAX_LEGS];
  private final long[] targetLots = new long[OrderGroupTerms.MAX_LEGS];
  private final long[] grantedLots = new long[OrderGroupTerms.MAX_LEGS];
  private int claims;
  private long freeUnits;

  /**
   * @param units what of the purse is not devoted to any lot yet
   */
  void begin(long units) {
    freeUnits = units;
    claims = 0;
  }

  /**
   * The next live buy leg's claim.
   *
   * @param ordered the lots that it wants
   * @param covered the lots of it that were executed or funded already
   * @param limit what a lot is taken to cost
   */
  void claim(long ordered, long covered, long limit) {
    orderedLots[claims] = ordered;
    coveredLots[claims] = covered;
    limitUnits[claims] = limit;
    grantedLots[claims] = 0;
    claims++;
  }

  /**
   * Divides among the claims.
   *
   * @param moreToCome whether a sell leg is live
   */
  void divide(boolean moreToCome) {
    findTargets();
    raise(0);
    raise(1);
    if (!moreToCome) {
      raise(Long.MAX_VALUE);
    }
  }

  /** The lots to add to a claim, by its place from 0. */
  long grantedLots(int claim) {
    return grantedLots[claim];
  }

  private void findTargets() {
    long shared = freeUnits;
    long notional = 0;
    for (int i = 0; i < claims; i++) {
      shared += coveredLots[i] * limitUnits[i];
      notional += orderedLots[i] * limitUnits[i];
    }
    for (int i = 0; i < claims; i++) {
      // A leg's part by limit notional, in its own lots: its limit price cancels out.
      targetLots[i] = Units.mulDivFloor(shared, orderedLots[i], notional);
    }
  }

  private void raise(long lotsBeyond) {
    for (int i = 0; i < claims; i++) {
      long beyond = Math.min(lotsBeyond, orderedLots[i]);
      long cap = Math.min(orderedLots[i], targetLots[i] + beyond);
      long wanted = Math.max(0, cap - coveredLots[i] - grantedLots[i]);
      long lots = Math.min(wanted, freeUnits / limitUnits[i]);
      grantedLots[i] += lots;
      freeUnits -= lots * limitUnits[i];
    }
  }
}
