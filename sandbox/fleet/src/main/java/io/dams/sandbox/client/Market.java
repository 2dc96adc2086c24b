package io.dams.sandbox.client;

import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import java.util.List;
import java.util.Map;

/**
 * One of the sandbox's merchants and the contract of its point against DMT.
 *
 * @param exCode code of the point
 * @param name shown to users
 * @param priority the lowest is recommended first
 * @param pointScale decimal places of the point
 * @param lotUnits point units in a lot
 * @param middleUnits the price around which the market maker quotes, token units per lot
 * @param feeRatioPpm the merchant's fee, parts per million
 */
public record Market(
    String exCode,
    String name,
    int priority,
    int pointScale,
    long lotUnits,
    long middleUnits,
    int feeRatioPpm) {

  /** The token of every contract; two decimals. */
  public static final Asset TOKEN = new Asset(new AssetCode("DMT"), 2);

  /** Whole points, lots of 100, 1 % fee. */
  public static final Market SKY = new Market("SKY", "Sky Miles", 1, 0, 100, 100, 10_000);

  /** Whole points, lots of 10, 3.33 % fee. */
  public static final Market BEAN = new Market("BEAN", "Bean House", 2, 0, 10, 80, 33_300);

  /** Points with two decimals, lots of 10.00, 0.5 % fee. */
  public static final Market MART = new Market("MART", "Mart Card", 3, 2, 1_000, 120, 5_000);

  /** All of them. */
  public static final List<Market> ALL = List.of(SKY, BEAN, MART);

  private static final int MAX_LOTS = 10_000;
  private static final int MAX_PRICE_UNITS = 1_000_000;

  /** The contract's id. */
  public String contract() {
    return exCode + "-" + TOKEN.code();
  }

  /** The point as an asset. */
  public Asset point() {
    return new Asset(new AssetCode(exCode), pointScale);
  }

  /** So many lots as a decimal quantity of points. */
  public String quantity(long lots) {
    return point().text(lots * lotUnits);
  }

  /** What operators say of the contract. */
  public Map<String, Object> terms() {
    return Map.ofEntries(
        Map.entry("point", exCode),
        Map.entry("token", TOKEN.code().code()),
        Map.entry("shard", 0),
        Map.entry("pointScale", pointScale),
        Map.entry("tokenScale", TOKEN.scale()),
        Map.entry("lotUnits", lotUnits),
        Map.entry("tickUnits", 1),
        Map.entry("minLots", 1),
        Map.entry("maxLots", MAX_LOTS),
        Map.entry("maxPriceUnits", MAX_PRICE_UNITS),
        Map.entry("feeRatioPpm", feeRatioPpm));
  }
}
