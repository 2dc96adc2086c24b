package io.dams.frontoffice.candle;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.Asset;
import io.dams.frontoffice.contract.Contract;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A candle as clients see it. Prices are tokens for one lot, as decimals.
 *
 * @param start of the span, in UTC
 * @param volume points exchanged
 * @param turnover tokens exchanged
 * @param trades how many
 */
public record CandleView(
    ContractId contract,
    CandlePeriod period,
    Instant start,
    String open,
    String high,
    String low,
    String close,
    String volume,
    String turnover,
    long trades) {

  /** The view of a contract's candle. */
  public static CandleView of(Contract contract, Candle candle) {
    Asset token = contract.tokenAsset();
    return new CandleView(
        contract.id(),
        candle.period(),
        candle.startsAt(),
        token.text(candle.openUnits()),
        token.text(candle.highUnits()),
        token.text(candle.lowUnits()),
        token.text(candle.closeUnits()),
        new BigDecimal(candle.quantityUnits(), contract.terms().pointScale()).toPlainString(),
        new BigDecimal(candle.notionalUnits(), contract.terms().tokenScale()).toPlainString(),
        candle.trades());
  }
}
