package io.dams.transfer.amount;

import java.math.BigDecimal;

/** What a transfer is worth, or why there can be none of that amount. */
public sealed interface Priced {

  /**
   * The amounts of an order; units are the ledger's.
   *
   * @param outAmount 外部金额, at most ten decimals
   * @param amountUnits 内部金额
   * @param feeUnits 手续费金额
   * @param actualUnits 实际到账金额: of a transfer in, what the user receives; of a transfer out, what
   *     the partner's account receives
   * @param exchangeRate 1 outside unit = so many inside
   * @param feeRate the share that the fee was computed by
   */
  record Amounts(
      BigDecimal outAmount,
      long amountUnits,
      long feeUnits,
      long actualUnits,
      BigDecimal exchangeRate,
      BigDecimal feeRate)
      implements Priced {

    /** Throws {@link IllegalArgumentException} when an amount is not positive, or a fee below 0. */
    public Amounts {
      if (outAmount.signum() <= 0 || amountUnits <= 0 || feeUnits < 0 || actualUnits <= 0) {
        throw new IllegalArgumentException(
            outAmount + ", " + amountUnits + ", " + feeUnits + ", " + actualUnits);
      }
    }
  }

  /** There can be no such transfer. */
  record Refused(Rule rule) implements Priced {}

  /** What an amount must be. */
  enum Rule {
    /** More than nothing. */
    POSITIVE,
    /** With no more digits than the currency, or an outside amount, can have. */
    DIGITS,
    /** Within the ledger's range, with its fee. */
    IN_RANGE,
    /** Worth at least the smallest unit of the other side. */
    WORTH_A_UNIT,
    /** More than its fee. */
    ABOVE_FEE
  }
}
