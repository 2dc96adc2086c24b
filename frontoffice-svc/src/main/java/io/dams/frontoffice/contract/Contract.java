package io.dams.frontoffice.contract;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.money.FeeRatio;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;

/**
 * A contract in force: its type is 积分换代币, its master asset is settled externally and its slave
 * asset internally.
 *
 * @param terms as the core published them
 * @param lastPriceUnits token units per lot of the last trade; 0 when there was none
 */
public record Contract(ContractTerms terms, long lastPriceUnits) {

  /** Its id. */
  public ContractId id() {
    return terms.contract();
  }

  /** The point that it trades. */
  public AssetCode point() {
    return terms.point();
  }

  /** The point with its scale. */
  public Asset pointAsset() {
    return new Asset(terms.point(), terms.pointScale());
  }

  /** The token with its scale. */
  public Asset tokenAsset() {
    return new Asset(terms.token(), terms.tokenScale());
  }

  /** The merchant's fee on what is sold. */
  public FeeRatio feeRatio() {
    return new FeeRatio(terms.feeRatioPpm());
  }

  /** Whether it takes orders. */
  public boolean open() {
    return terms.state() == ContractState.OPEN;
  }
}
