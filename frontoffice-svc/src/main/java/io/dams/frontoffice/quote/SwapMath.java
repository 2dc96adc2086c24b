package io.dams.frontoffice.quote;

import io.dams.contracts.topic.CoreEvent.Level;
import java.util.List;

/**
 * The arithmetic of a swap over two books: sell whole lots of A at the best bids, buy as many lots
 * of B at the best asks as the tokens afford. Exact; nothing is rounded, what affords no further
 * lot is left over.
 */
final class SwapMath {

  private SwapMath() {}

  /**
   * The swap of {@code giveLots} against these levels.
   *
   * @param bids of A, best (highest) first
   * @param asks of B, best (lowest) first
   * @param giveLots positive
   * @param minTakeLots the least that may be bought
   * @param maxTakeLots the most that may be bought
   */
  static SwapAnswer swap(
      List<Level> bids, List<Level> asks, long giveLots, long minTakeLots, long maxTakeLots) {
    Walk sold = sell(bids, giveLots);
    if (sold.lots() < giveLots) {
      return new SwapAnswer.TooFewBids(sold.lots());
    }
    Walk bought = buy(asks, sold.notionalUnits(), maxTakeLots);
    if (bought.lots() < minTakeLots) {
      return new SwapAnswer.TooFewAsks(bought.lots(), sold.notionalUnits());
    }
    return new SwapAnswer.Swapped(
        sold, bought, Math.subtractExact(sold.notionalUnits(), bought.notionalUnits()));
  }

  /** Sells up to {@code lots} at the best bids. */
  static Walk sell(List<Level> bids, long lots) {
    Walk walk = Walk.NONE;
    for (Level level : bids) {
      long take = Math.min(level.lots(), lots - walk.lots());
      if (take > 0) {
        walk = walk.further(take, level.priceUnits());
      }
    }
    return walk;
  }

  /** Buys as many lots at the best asks as the tokens afford, not more than {@code maxLots}. */
  static Walk buy(List<Level> asks, long tokenUnits, long maxLots) {
    Walk walk = Walk.NONE;
    for (Level level : asks) {
      long affordable = (tokenUnits - walk.notionalUnits()) / level.priceUnits();
      long take = Math.min(Math.min(level.lots(), affordable), maxLots - walk.lots());
      if (take > 0) {
        walk = walk.further(take, level.priceUnits());
      }
      if (take < level.lots()) {
        return walk;
      }
    }
    return walk;
  }

  /**
   * How far a book was walked.
   *
   * @param worstPriceUnits the price of the last level touched: the limit to freeze; 0 for none
   */
  record Walk(long lots, long notionalUnits, long worstPriceUnits) {

    static final Walk NONE = new Walk(0, 0, 0);

    private Walk further(long moreLots, long priceUnits) {
      return new Walk(
          Math.addExact(lots, moreLots),
          Math.addExact(notionalUnits, Math.multiplyExact(moreLots, priceUnits)),
          priceUnits);
    }
  }

  /** What a swap would give, or which book is too thin for it. */
  sealed interface SwapAnswer {

    /** It can be done; {@code residualUnits} of tokens are left over. */
    record Swapped(Walk sold, Walk bought, long residualUnits) implements SwapAnswer {}

    /** The bids of A take only so many lots. */
    record TooFewBids(long lots) implements SwapAnswer {}

    /** So many tokens buy only so many lots of B, fewer than may be ordered. */
    record TooFewAsks(long lots, long tokenUnits) implements SwapAnswer {}
  }
}
