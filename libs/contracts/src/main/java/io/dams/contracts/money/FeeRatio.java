package io.dams.contracts.money;

/**
 * A merchant's fee as parts per million of a quantity. {@code 33_300} is 3.33 %.
 *
 * @param ppm 0 to 1,000,000
 */
public record FeeRatio(int ppm) {

  private static final int WHOLE = 1_000_000;

  /** Throws {@link IllegalArgumentException} when out of range. */
  public FeeRatio {
    if (ppm < 0 || ppm > WHOLE) {
      throw new IllegalArgumentException("fee ratio must be 0 to " + WHOLE + " ppm, not " + ppm);
    }
  }

  /**
   * The whole fee of a leg: floor(quantity × ratio), in the leg's points. The product is 128-bit.
   */
  public long feeUnits(long quantityUnits) {
    return Units.mulDivFloor(quantityUnits, ppm, WHOLE);
  }

  /**
   * What of a leg's fee is due for what was executed: floor(totalFee × executed / ordered)
   * (invariant 3). Cumulative, so that any order of fills charges the same and the rest can be
   * returned.
   */
  public static long chargedUnits(long totalFeeUnits, long executedUnits, long orderedUnits) {
    if (executedUnits < 0 || executedUnits > orderedUnits) {
      throw new IllegalArgumentException(
          "executed " + executedUnits + " is not within ordered " + orderedUnits);
    }
    return Units.mulDivFloor(totalFeeUnits, executedUnits, orderedUnits);
  }
}
