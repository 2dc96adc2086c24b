package io.dams.frontoffice.market;

import io.dams.frontoffice.candle.Candle;
import io.dams.frontoffice.candle.DayStats;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last of a book at one moment, read once for all clients that are connected here.
 *
 * @param depth the best levels
 * @param trades the last trades, oldest first
 * @param minute in which the day was looked at
 * @param day the last 24 hours; null without a trade in them
 * @param candles the last two of each period
 */
record Tape(
    Depth depth,
    List<MarketTrade> trades,
    Instant minute,
    @Nullable DayStats day,
    List<Candle> candles) {

  /** How many trades it keeps. */
  static final int LENGTH = 100;

  Tape {
    trades = List.copyOf(trades);
    candles = List.copyOf(candles);
  }

  /** The trades after a core sequence, oldest first; null when it does not reach back so far. */
  @Nullable List<MarketTrade> after(long sequence) {
    boolean reaches = trades.size() < LENGTH || trades.getFirst().coreSequence() <= sequence;
    return reaches ? trades.stream().filter(t -> t.coreSequence() > sequence).toList() : null;
  }
}
