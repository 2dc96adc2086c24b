package io.dams.backoffice.reserve;

import io.dams.backoffice.tokenhold.TokenHolds;
import io.dams.contracts.ledger.HoldRequest;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.platform.obligation.NewObligation;
import java.time.Instant;

/** What a HOLD obligation says: have the ledger set a group's tokens aside. */
record HoldTokens(HoldRequest request, Instant deadline) {

  static NewObligation owed(OrderGroupTerms terms, Instant now, Instant deadline) {
    LegTerms leg = terms.legs().getFirst();
    HoldRequest request =
        new HoldRequest(terms.group(), terms.user(), terms.token(), leg.limitNotionalUnits());
    return new NewObligation(
        HoldHandler.KIND,
        TokenHolds.LANE,
        HoldHandler.reference(terms.group()),
        new HoldTokens(request, deadline),
        now);
  }
}
