package io.dams.contracts.money;

import java.math.BigInteger;

/** Exact integer arithmetic on minor units. */
public final class Units {

  private Units() {}

  /**
   * floor(a × b / divisor) with a 128-bit product.
   *
   * @param a not negative
   * @param b not negative
   * @param divisor positive
   * @throws ArithmeticException when the quotient does not fit a {@code long}
   */
  public static long mulDivFloor(long a, long b, long divisor) {
    if (a < 0 || b < 0 || divisor <= 0) {
      throw new IllegalArgumentException("mulDivFloor(" + a + ", " + b + ", " + divisor + ")");
    }
    if (Math.multiplyHigh(a, b) == 0 && a * b >= 0) {
      return a * b / divisor;
    }
    return BigInteger.valueOf(a)
        .multiply(BigInteger.valueOf(b))
        .divide(BigInteger.valueOf(divisor))
        .longValueExact();
  }
}
