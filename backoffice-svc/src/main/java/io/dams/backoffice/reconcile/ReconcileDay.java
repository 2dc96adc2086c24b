package io.dams.backoffice.reconcile;

import io.dams.contracts.money.AssetCode;
import io.dams.platform.obligation.NewObligation;
import java.time.Instant;
import java.time.LocalDate;

/** What a RECONCILE obligation says: read a merchant's day once more, from its first line. */
record ReconcileDay(AssetCode exCode, LocalDate day, int pass) {

  NewObligation owed(Instant now) {
    return new NewObligation(
        ReconcileHandler.KIND,
        exCode.code(),
        "reconcile-" + exCode + "-" + day + "-" + pass,
        this,
        now);
  }
}
