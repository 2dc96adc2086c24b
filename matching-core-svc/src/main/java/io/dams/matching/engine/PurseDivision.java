package io.dams.matching.engine;

import io.dams.contracts.money.Units;
import java.util.List;

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
 */
final class PurseDivision {

  /**
   * A live buy leg's claim.
   *
   * @param orderedLots what it wants
   * @param coveredLots what of it was executed or funded already
   * @param limitUnits what a lot is taken to cost
   */
  record Claim(long orderedLots, long coveredLots, long limitUnits) {}

  private final List<Claim> claims;
  private final long[] grantedLots;
  private long freeUnits;

  private PurseDivision(List<Claim> claims, long freeUnits) {
    this.claims = claims;
    this.grantedLots = new long[claims.size()];
    this.freeUnits = freeUnits;
  }

  /**
   * The lots to add to each claim, in their order.
   *
   * @param freeUnits what of the purse is not devoted to any lot yet
   * @param moreToCome whether a sell leg is live
   */
  static long[] lots(List<Claim> claims, long freeUnits, boolean moreToCome) {
    var division = new PurseDivision(claims, freeUnits);
    long[] targets = division.targets();
    division.raise(targets, 0);
    division.raise(targets, 1);
    if (!moreToCome) {
      division.raise(targets, Long.MAX_VALUE);
    }
    return division.grantedLots;
  }

  private long[] targets() {
    long shared = freeUnits;
    long notional = 0;
    for (Claim claim : claims) {
      shared += claim.coveredLots() * claim.limitUnits();
      notional += claim.orderedLots() * claim.limitUnits();
    }
    long[] targets = new long[claims.size()];
    for (int i = 0; i < targets.length; i++) {
      // A leg's part by limit notional, in its own lots: its limit price cancels out.
      targets[i] = Units.mulDivFloor(shared, claims.get(i).orderedLots(), notional);
    }
    return targets;
  }

  private void raise(long[] targets, long lotsBeyond) {
    for (int i = 0; i < targets.length; i++) {
      Claim claim = claims.get(i);
      long beyond = Math.min(lotsBeyond, claim.orderedLots());
      long cap = Math.min(claim.orderedLots(), targets[i] + beyond);
      long wanted = Math.max(0, cap - claim.coveredLots() - grantedLots[i]);
      long lots = Math.min(wanted, freeUnits / claim.limitUnits());
      grantedLots[i] += lots;
      freeUnits -= lots * claim.limitUnits();
    }
  }
}
