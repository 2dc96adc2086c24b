package io.dams.contracts.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An asset and its scale. The one place where decimals become minor units and back.
 *
 * @param code the asset's code
 * @param scale decimal places of the minor unit, 0 to 8
 */
public record Asset(AssetCode code, int scale) {

  /** The finest scale that any asset may have. */
  public static final int MAX_SCALE = 8;

  /** Throws {@link IllegalArgumentException} when the scale is out of range. */
  public Asset {
    if (scale < 0 || scale > MAX_SCALE) {
      throw new IllegalArgumentException("scale must be 0 to " + MAX_SCALE + ", not " + scale);
    }
  }

  /**
   * The minor units of a decimal, exactly. Nothing is rounded: more digits than the scale, or a
   * value beyond {@code long}, throws {@link IllegalArgumentException}.
   */
  public long units(BigDecimal decimal) {
    try {
      return decimal.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue().longValueExact();
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          code + " takes at most " + scale + " decimals and 18 digits", e);
    }
  }

  /** The decimal of so many minor units, with exactly {@code scale} places. */
  public BigDecimal decimal(long units) {
    return BigDecimal.valueOf(units, scale);
  }

  /** The decimal as plain text, never in scientific notation. */
  public String text(long units) {
    return decimal(units).toPlainString();
  }
}
