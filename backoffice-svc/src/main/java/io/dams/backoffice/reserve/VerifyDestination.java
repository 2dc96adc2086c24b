package io.dams.backoffice.reserve;

import io.dams.contracts.id.LegId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.LegTerms;
import io.dams.platform.obligation.NewObligation;
import java.time.Instant;

/** What a VERIFY obligation says: see that a buy leg's destination can take points. */
record VerifyDestination(LegId leg, AssetCode exCode, String uid, Instant deadline) {

  static NewObligation owed(LegTerms leg, Instant now, Instant deadline) {
    return new NewObligation(
        VerifyHandler.KIND,
        leg.point().code(),
        "verify-" + leg.leg(),
        new VerifyDestination(leg.leg(), leg.point(), leg.externalUid(), deadline),
        now);
  }
}
