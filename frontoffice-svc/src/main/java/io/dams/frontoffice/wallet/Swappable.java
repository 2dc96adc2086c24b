package io.dams.frontoffice.wallet;

import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.Units;
import io.dams.frontoffice.contract.Contract;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row of the swappable points (the seed's {@code WalletNew}): points that a user may swap for
 * those of another merchant. Amounts are decimals as text; what is not known at this moment is
 * null.
 *
 * @param asset the bound point
 * @param slaveAsset the token of its contract
 * @param availableBalance live, at the merchant
 * @param reservedBalance reserved for open orders
 * @param bindTime since when it is bound
 * @param assetValue what the available balance is worth in tokens at the last price, rounded down
 * @param mktSupply open sell quantity of the point
 * @param mktDemand open buy quantity of the point
 * @param minVal the least that can be ordered
 * @param maxVal the most that can be ordered
 * @param mFeeRatio the merchant's fee on what is sold
 * @param exRatio last price of a wanted point ÷ last price of this point, point for point, rounded
 *     down to 8 decimals: so many of these points are worth one wanted point
 * @param problem why the merchant did not tell the balance
 */
record Swappable(
    AssetCode asset,
    AssetCode slaveAsset,
    @Nullable String availableBalance,
    String reservedBalance,
    Instant bindTime,
    @Nullable String assetValue,
    @Nullable String mktSupply,
    @Nullable String mktDemand,
    String minVal,
    String maxVal,
    String mFeeRatio,
    @Nullable String exRatio,
    @Nullable String problem) {

  private static final int RATIO_SCALE = 8;

  /** The row of a bound point whose contract is {@code row}, against the {@code wanted} one. */
  static Swappable of(
      Wallet wallet,
      Contract row,
      Contract wanted,
      @Nullable BalanceAnswer answer,
      long reservedUnits,
      @Nullable PointAmount market) {
    BalanceAnswer.Live live = answer instanceof BalanceAnswer.Live known ? known : null;
    return new Swappable(
        row.point(),
        row.terms().token(),
        live == null ? null : row.pointAsset().text(live.availableUnits()),
        row.pointAsset().text(reservedUnits),
        wallet.bindTime(),
        live == null ? null : value(row, live.availableUnits()),
        market == null ? null : row.pointAsset().text(market.supplyUnits()),
        market == null ? null : row.pointAsset().text(market.demandUnits()),
        row.pointAsset().text(row.terms().minLots() * row.terms().lotUnits()),
        row.pointAsset().text(row.terms().maxLots() * row.terms().lotUnits()),
        BigDecimal.valueOf(row.terms().feeRatioPpm(), 6).toPlainString(),
        ratio(wanted, row),
        live != null
            ? null
            : answer instanceof BalanceAnswer.Refused refused
                ? "merchant-refused: " + refused.problem()
                : "merchant-unavailable");
  }

  private static @Nullable String value(Contract contract, long units) {
    return contract.lastPriceUnits() == 0
        ? null
        : contract
            .tokenAsset()
            .text(Units.mulDivFloor(units, contract.lastPriceUnits(), contract.terms().lotUnits()));
  }

  /**
   * The price of one whole point of {@code a} in whole points of {@code b}; null without prices.
   */
  static @Nullable String ratio(Contract a, Contract b) {
    if (a.lastPriceUnits() == 0 || b.lastPriceUnits() == 0) {
      return null;
    }
    // price units / lot units × 10^scale, for one whole point of each
    BigDecimal dividend = priceOfPoint(a.lastPriceUnits(), a.terms().pointScale(), b);
    BigDecimal divisor = priceOfPoint(b.lastPriceUnits(), b.terms().pointScale(), a);
    return dividend.divide(divisor, RATIO_SCALE, RoundingMode.DOWN).toPlainString();
  }

  private static BigDecimal priceOfPoint(long priceUnits, int pointScale, Contract other) {
    return new BigDecimal(
        BigInteger.valueOf(priceUnits)
            .multiply(BigInteger.TEN.pow(pointScale))
            .multiply(BigInteger.valueOf(other.terms().lotUnits())));
  }
}
