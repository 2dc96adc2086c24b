package io.dams.backoffice.reserve;

import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.LegTerms;
import io.dams.platform.obligation.NewObligation;
import java.time.Instant;

/**
 * What a RESERVE obligation says.
 *
 * @param movement the reserve of a sell leg
 * @param deadline the merchant must not execute it later; from then on it is given up
 */
record ReservePoints(Movement movement, Instant deadline) {

  static NewObligation owed(UserId user, LegTerms leg, Instant now, Instant deadline) {
    Movement reserve = Movement.reserve(user, leg);
    return new NewObligation(
        ReserveHandler.KIND,
        leg.point().code(),
        reserve.transferId().value(),
        new ReservePoints(reserve, deadline),
        now);
  }
}
