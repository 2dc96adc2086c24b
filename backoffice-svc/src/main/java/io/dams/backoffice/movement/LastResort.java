package io.dams.backoffice.movement;

import io.dams.backoffice.receivable.Receivables;
import io.dams.backoffice.receivable.ReserveChecks;
import io.dams.backoffice.statement.Movement;
import io.dams.backoffice.suspense.Suspense;
import io.dams.contracts.id.TransferId;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Where points go that cannot move as they should. Each step is in the caller's transaction. */
@Component
class LastResort {

  private final Suspense suspense;
  private final Receivables receivables;
  private final ReserveChecks reserves;
  private final Clock clock;

  LastResort(Suspense suspense, Receivables receivables, ReserveChecks reserves, Clock clock) {
    this.suspense = suspense;
    this.receivables = receivables;
    this.reserves = reserves;
    this.clock = clock;
  }

  /** To the user's suspense: the settlement or return is given up. */
  void suspend(Movement movement, String reason) {
    suspense.suspend(movement, reason);
  }

  /** To what the merchant owes us: the movement is given up. */
  void writeOff(Movement movement, String reference) {
    receivables.writeOff(movement, reference);
  }

  /** Has the merchant asked about the reserve of a movement. */
  void doubtReserve(Movement movement, String cause) {
    TransferId reserve = movement.reverses();
    if (reserve != null) {
      reserves.doubt(reserve, cause, clock.instant());
    }
  }

  /**
   * Whether the merchant owes us the reserve of a movement: then the movement is part of that debt,
   * and no debt of its own.
   */
  boolean isReserveMissing(Movement movement) {
    TransferId reserve = movement.reverses();
    return reserve != null && receivables.isMissing(reserve);
  }
}
