package io.dams.contracts.money;

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
    long high = Math.multiplyHigh(a, b);
    long low = a * b;
    return high == 0 && low >= 0 ? low / divisor : divFloor(high, low, divisor);
  }

  /** Divides 128 bits bit by bit, in no memory but the registers. */
  private static long divFloor(long high, long low, long divisor) {
    if (high >= divisor) {
      throw new ArithmeticException("the quotient does not fit a long");
    }
    long quotient = 0;
    long rest = high;
    for (int bit = Long.SIZE - 1; bit >= 0; bit--) {
      rest = rest << 1 | low >>> bit & 1;
      quotient <<= 1;
      if (Long.compareUnsigned(rest, divisor) >= 0) {
        rest -= divisor;
        quotient |= 1;
      }
    }
    if (quotient < 0) {
      throw new ArithmeticException("the quotient does not fit a long");
    }
    return quotient;
  }
}
