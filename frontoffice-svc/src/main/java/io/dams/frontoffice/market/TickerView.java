package io.dams.frontoffice.market;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.Asset;
import io.dams.contracts.topic.CoreEvent.Level;
import io.dams.frontoffice.candle.DayStats;
import io.dams.frontoffice.contract.Contract;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A book at a glance: its best prices, and its last 24 hours (1,440 minutes, the running one
 * included). Prices are tokens for one lot, as decimals; what there is not is null.
 *
 * @param bid the best price to sell at
 * @param ask the best price to buy at
 * @param last of the last trade ever
 * @param change last price of the 24 hours − first
 * @param changePercent of the first price, rounded half up to 2 decimals
 * @param volume points exchanged in the 24 hours
 * @param turnover tokens exchanged in them
 * @param trades how many in them
 */
record TickerView(
    ContractId contract,
    @Nullable String bid,
    @Nullable String ask,
    @Nullable String last,
    @Nullable String open,
    @Nullable String high,
    @Nullable String low,
    @Nullable String change,
    @Nullable String changePercent,
    String volume,
    String turnover,
    long trades) {

  private static final int PERCENT_SCALE = 2;

  static TickerView of(Contract contract, Depth depth, @Nullable DayStats day) {
    Asset token = contract.tokenAsset();
    long lastUnits =
        day != null
            ? day.closeUnits()
            : depth.lastPriceUnits() != 0 ? depth.lastPriceUnits() : contract.lastPriceUnits();
    return new TickerView(
        contract.id(),
        best(token, depth.bids()),
        best(token, depth.asks()),
        lastUnits == 0 ? null : token.text(lastUnits),
        day == null ? null : token.text(day.openUnits()),
        day == null ? null : token.text(day.highUnits()),
        day == null ? null : token.text(day.lowUnits()),
        day == null ? null : token.text(day.closeUnits() - day.openUnits()),
        day == null ? null : percent(day.closeUnits() - day.openUnits(), day.openUnits()),
        day == null
            ? contract.pointAsset().text(0)
            : new BigDecimal(day.quantityUnits(), contract.terms().pointScale()).toPlainString(),
        day == null
            ? token.text(0)
            : new BigDecimal(day.notionalUnits(), contract.terms().tokenScale()).toPlainString(),
        day == null ? 0 : day.trades());
  }

  private static @Nullable String best(Asset token, List<Level> levels) {
    return levels.isEmpty() ? null : token.text(levels.getFirst().priceUnits());
  }

  private static String percent(long changeUnits, long openUnits) {
    return BigDecimal.valueOf(changeUnits)
        .movePointRight(PERCENT_SCALE)
        .divide(BigDecimal.valueOf(openUnits), PERCENT_SCALE, RoundingMode.HALF_UP)
        .toPlainString();
  }
}
