package io.dams.frontoffice.candle;

import java.math.BigInteger;
import java.time.Instant;

/**
 * The trades of one book in one span of time; there is none for a span without a trade.
 *
 * @param period how long it is
 * @param startsAt a multiple of the period in UTC
 * @param openUnits price of the first trade: token units for a lot
 * @param highUnits the highest price
 * @param lowUnits the lowest price
 * @param closeUnits price of the last trade so far
 * @param quantityUnits point units exchanged; may have more than 64 bits
 * @param notionalUnits token units exchanged; may have more than 64 bits
 * @param trades how many
 * @param coreSequence number of the core's event of the last trade in it
 */
public record Candle(
    CandlePeriod period,
    Instant startsAt,
    long openUnits,
    long highUnits,
    long lowUnits,
    long closeUnits,
    BigInteger quantityUnits,
    BigInteger notionalUnits,
    long trades,
    long coreSequence) {

  /** The candle of one trade alone. */
  static Candle of(CandlePeriod period, TradePrint trade) {
    return new Candle(
        period,
        period.start(trade.at()),
        trade.priceUnits(),
        trade.priceUnits(),
        trade.priceUnits(),
        trade.priceUnits(),
        BigInteger.valueOf(trade.lots()).multiply(BigInteger.valueOf(trade.lotUnits())),
        BigInteger.valueOf(trade.lots()).multiply(BigInteger.valueOf(trade.priceUnits())),
        1,
        trade.coreSequence());
  }

  /**
   * This candle and a later one of the same span as one. One that is not later is in it already:
   * this candle is returned.
   */
  Candle plus(Candle later) {
    if (later.coreSequence <= coreSequence) {
      return this;
    }
    return new Candle(
        period,
        startsAt,
        openUnits,
        Math.max(highUnits, later.highUnits),
        Math.min(lowUnits, later.lowUnits),
        later.closeUnits,
        quantityUnits.add(later.quantityUnits),
        notionalUnits.add(later.notionalUnits),
        Math.addExact(trades, later.trades),
        later.coreSequence);
  }

  /**
   * Of a trade, what candles need.
   *
   * @param coreSequence number of the core's event
   * @param lots lots exchanged
   * @param lotUnits point units in a lot
   * @param priceUnits token units for a lot
   * @param at the log's time
   */
  record TradePrint(long coreSequence, long lots, long lotUnits, long priceUnits, Instant at) {}
}
