package io.dams.transfer.amount;

import io.dams.contracts.money.Asset;
import io.dams.transfer.amount.Priced.Amounts;
import io.dams.transfer.amount.Priced.Refused;
import io.dams.transfer.amount.Priced.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The terms of one direction of an app.
 *
 * @param asset of the inside amount
 * @param exchangeRate 汇率: 1 outside unit = so many inside; positive
 * @param fee of this direction
 */
public record Rates(Asset asset, BigDecimal exchangeRate, FeeTerms fee) {

  /** Decimals of an outside amount. */
  public static final int OUTSIDE_SCALE = 10;

  private static final int OUTSIDE_DIGITS = 30;

  /** Throws {@link IllegalArgumentException} when the rate is not positive. */
  public Rates {
    if (exchangeRate.signum() <= 0) {
      throw new IllegalArgumentException("exchange rate must be positive");
    }
  }

  /**
   * A transfer in of so many outside units: the inside amount is rounded down, the fee is taken off
   * it, and the user receives the rest.
   */
  public Priced in(BigDecimal outAmount) {
    if (outAmount.signum() <= 0) {
      return new Refused(Rule.POSITIVE);
    }
    if (!isOutside(outAmount)) {
      return new Refused(Rule.DIGITS);
    }
    try {
      long amount =
          outAmount
              .multiply(exchangeRate)
              .movePointRight(asset.scale())
              .setScale(0, RoundingMode.DOWN)
              .longValueExact();
      if (amount == 0) {
        return new Refused(Rule.WORTH_A_UNIT);
      }
      long taken = fee.units(amount, asset);
      return taken >= amount
          ? new Refused(Rule.ABOVE_FEE)
          : amounts(outAmount, amount, taken, amount - taken);
    } catch (ArithmeticException e) {
      return new Refused(Rule.IN_RANGE);
    }
  }

  /**
   * A transfer out of so much inside: the outside amount is rounded down, the fee comes on top. The
   * hold of the user, {@link #heldUnits}, fits a {@code long}.
   *
   * @param amount in decimals of the currency
   */
  public Priced out(BigDecimal amount) {
    if (amount.signum() <= 0) {
      return new Refused(Rule.POSITIVE);
    }
    if (amount.stripTrailingZeros().scale() > asset.scale()) {
      return new Refused(Rule.DIGITS);
    }
    try {
      long units = amount.movePointRight(asset.scale()).longValueExact();
      BigDecimal outAmount = amount.divide(exchangeRate, OUTSIDE_SCALE, RoundingMode.DOWN);
      if (outAmount.signum() == 0) {
        return new Refused(Rule.WORTH_A_UNIT);
      }
      if (!isOutside(outAmount)) {
        return new Refused(Rule.IN_RANGE);
      }
      Amounts amounts = amounts(outAmount, units, fee.units(units, asset), units);
      return heldUnits(amounts) > 0 ? amounts : new Refused(Rule.IN_RANGE);
    } catch (ArithmeticException e) {
      return new Refused(Rule.IN_RANGE);
    }
  }

  /** What a transfer out sets aside of the user's: amount and fee. */
  public static long heldUnits(Amounts amounts) {
    return Math.addExact(amounts.amountUnits(), amounts.feeUnits());
  }

  private Amounts amounts(BigDecimal outAmount, long amount, long taken, long actual) {
    return new Amounts(
        outAmount.setScale(OUTSIDE_SCALE, RoundingMode.UNNECESSARY),
        amount,
        taken,
        actual,
        exchangeRate,
        fee.rate());
  }

  private static boolean isOutside(BigDecimal amount) {
    BigDecimal bare = amount.stripTrailingZeros();
    return bare.scale() <= OUTSIDE_SCALE
        && bare.precision() - bare.scale() <= OUTSIDE_DIGITS - OUTSIDE_SCALE;
  }
}
