package io.dams.frontoffice.candle;

import io.dams.contracts.id.ContractId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients of the market see of candles at a moment. */
public interface CandleBoard {

  /** The last day of a book as of {@code now}; null without a trade in it. */
  @Nullable DayStats day(ContractId contract, Instant now);

  /** The last two candles of each period, oldest first. */
  List<Candle> latest(ContractId contract);
}
