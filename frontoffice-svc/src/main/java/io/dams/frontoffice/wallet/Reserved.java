package io.dams.frontoffice.wallet;

import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import java.util.Map;

/** What open orders keep of a user's points. Orders know it; a merchant cannot. */
public interface Reserved {

  /** Point units that are reserved for a user's open orders; a point without any is left out. */
  Map<AssetCode, Long> reservedUnits(UserId user);
}
