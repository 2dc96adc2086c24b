package io.dams.contracts.order;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.AssetCode;

/**
 * A contract of one point against one token. The price is token units per lot; notional = price ×
 * lots.
 *
 * @param contract its id
 * @param point the master asset, settled externally, at its merchant
 * @param token the slave asset, settled internally, in the ledger
 * @param shard the partition of the core's topics; the same for all contracts of one token
 * @param pointScale decimal places of the point
 * @param tokenScale decimal places of the token
 * @param lotUnits point units in one lot
 * @param tickUnits a price is a multiple of so many token units
 * @param minLots the least that one leg may order
 * @param maxLots the most that one leg may order
 * @param maxPriceUnits the highest price; with {@code maxLots} it bounds the notional below 2^62
 * @param feeRatioPpm the merchant's fee on what is sold, parts per million
 * @param state whether it takes orders
 */
public record ContractTerms(
    ContractId contract,
    AssetCode point,
    AssetCode token,
    int shard,
    int pointScale,
    int tokenScale,
    long lotUnits,
    long tickUnits,
    long minLots,
    long maxLots,
    long maxPriceUnits,
    int feeRatioPpm,
    ContractState state) {

  private static final long NOTIONAL_BOUND = 1L << 62;

  /** Throws {@link IllegalArgumentException} when the numbers do not hold together. */
  public ContractTerms {
    require(contract.equals(ContractId.of(point, token)), "contract must be point-token");
    require(shard >= 0, "shard must not be negative");
    require(lotUnits > 0, "lotUnits must be positive");
    require(tickUnits > 0, "tickUnits must be positive");
    require(minLots > 0 && minLots <= maxLots, "0 < minLots <= maxLots");
    require(maxPriceUnits >= tickUnits, "maxPriceUnits must be at least one tick");
    require(
        Math.multiplyHigh(maxLots, maxPriceUnits) == 0
            && maxLots * maxPriceUnits >= 0
            && maxLots * maxPriceUnits < NOTIONAL_BOUND,
        "maxLots x maxPriceUnits must be below 2^62");
    require(
        Math.multiplyHigh(maxLots, lotUnits) == 0
            && maxLots * lotUnits >= 0
            && maxLots * lotUnits < NOTIONAL_BOUND,
        "maxLots x lotUnits must be below 2^62");
    require(feeRatioPpm >= 0 && feeRatioPpm <= 1_000_000, "feeRatioPpm must be 0 to 1,000,000");
  }

  /** The same terms in another state. */
  public ContractTerms with(ContractState other) {
    return new ContractTerms(
        contract,
        point,
        token,
        shard,
        pointScale,
        tokenScale,
        lotUnits,
        tickUnits,
        minLots,
        maxLots,
        maxPriceUnits,
        feeRatioPpm,
        other);
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
