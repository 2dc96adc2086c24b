package io.dams.transfer.amount;

import io.dams.contracts.money.Asset;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * 手续费: a share of the inside amount, rounded half up to the ledger's scale, within bounds.
 *
 * @param rate 0 to 1
 * @param min not negative
 * @param max at least {@code min}; null for no bound
 */
public record FeeTerms(BigDecimal rate, BigDecimal min, @Nullable BigDecimal max) {

  /** Throws {@link IllegalArgumentException} when the terms contradict each other. */
  public FeeTerms {
    if (rate.signum() < 0 || rate.compareTo(BigDecimal.ONE) > 0) {
      throw new IllegalArgumentException("fee rate must be 0 to 1");
    }
    if (min.signum() < 0 || (max != null && max.compareTo(min) < 0)) {
      throw new IllegalArgumentException("fee bounds must be 0 <= min <= max");
    }
  }

  /** Whether the asset can express the bounds. */
  public boolean fits(Asset asset) {
    return fits(min, asset) && (max == null || fits(max, asset));
  }

  /**
   * The fee of an amount.
   *
   * @param amountUnits positive
   * @throws IllegalArgumentException when the bounds do not fit the asset
   * @throws ArithmeticException when the fee does not fit a {@code long}
   */
  long units(long amountUnits, Asset asset) {
    long share =
        BigDecimal.valueOf(amountUnits)
            .multiply(rate)
            .setScale(0, RoundingMode.HALF_UP)
            .longValueExact();
    long least = Math.max(share, asset.units(min));
    return max == null ? least : Math.min(least, asset.units(max));
  }

  private static boolean fits(BigDecimal bound, Asset asset) {
    try {
      return asset.units(bound) >= 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
