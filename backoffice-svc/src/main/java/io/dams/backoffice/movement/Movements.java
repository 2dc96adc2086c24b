package io.dams.backoffice.movement;

import io.dams.backoffice.statement.Movement;
import io.dams.platform.obligation.Obligations;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Movements that are owed without condition: settlements, returns and fees. */
@Component
public class Movements {

  private final Obligations obligations;

  Movements(Obligations obligations) {
    this.obligations = obligations;
  }

  /** Owes a movement from now on, in the caller's transaction. Owing it again has no effect. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void owe(Movement movement, Instant now) {
    obligations.owe(movement.owed(now));
  }
}
