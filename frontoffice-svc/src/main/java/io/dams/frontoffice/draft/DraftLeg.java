package io.dams.frontoffice.draft;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.LegId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.wallet.Wallet;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A leg as it is asked for.
 *
 * @param number from 0
 * @param id the contract asked for
 * @param side buy or sell the point
 * @param quantity points
 * @param limitPrice tokens for one lot
 * @param contract the contract in force; null when there is none
 * @param wallet the user's bound points of the contract; null when there are none
 */
public record DraftLeg(
    int number,
    ContractId id,
    Side side,
    BigDecimal quantity,
    BigDecimal limitPrice,
    @Nullable Contract contract,
    @Nullable Wallet wallet) {

  /** A field of this leg in the request. */
  String field(String name) {
    return "legs[" + number + "]." + name;
  }

  /** The contract, after the rule that it must be known. */
  Contract known() {
    return Objects.requireNonNull(contract, "checked by the first rule");
  }

  /** Lots, after the rules of the quantity. */
  long lots() {
    return known().pointAsset().units(quantity) / known().terms().lotUnits();
  }

  /** Token units for a lot, after the rules of the price. */
  long limitPriceUnits() {
    return known().tokenAsset().units(limitPrice);
  }

  /** The merchant's whole fee, in point units; nothing for a buy leg. */
  long feeUnits() {
    return side == Side.BUY ? 0 : known().feeRatio().feeUnits(known().pointAsset().units(quantity));
  }

  /** The leg's terms, after all rules. */
  LegTerms terms(LegId leg) {
    return new LegTerms(
        leg,
        id,
        known().point(),
        side,
        lots(),
        known().terms().lotUnits(),
        limitPriceUnits(),
        feeUnits(),
        Objects.requireNonNull(wallet, "checked by the last rule").externalUid());
  }
}
