package io.dams.contracts.money;

/**
 * So many minor units of one asset. Arithmetic is exact: an overflow or a mix of assets throws.
 *
 * @param asset the asset
 * @param units minor units, may be negative
 */
public record Money(AssetCode asset, long units) {

  /** Nothing of the asset. */
  public static Money zero(AssetCode asset) {
    return new Money(asset, 0);
  }

  /** The sum; throws {@link ArithmeticException} on overflow. */
  public Money plus(Money other) {
    return new Money(sameAsset(other), Math.addExact(units, other.units));
  }

  /** The difference; throws {@link ArithmeticException} on overflow. */
  public Money minus(Money other) {
    return new Money(sameAsset(other), Math.subtractExact(units, other.units));
  }

  /** The opposite amount. */
  public Money negated() {
    return new Money(asset, Math.negateExact(units));
  }

  /** Whether this is more than the other. */
  public boolean exceeds(Money other) {
    sameAsset(other);
    return units > other.units;
  }

  /** Whether this is less than nothing. */
  public boolean isNegative() {
    return units < 0;
  }

  /** Whether this is nothing. */
  public boolean isZero() {
    return units == 0;
  }

  private AssetCode sameAsset(Money other) {
    if (!asset.equals(other.asset)) {
      throw new IllegalArgumentException("cannot mix " + asset + " and " + other.asset);
    }
    return asset;
  }

  @Override
  public String toString() {
    return units + " " + asset;
  }
}
