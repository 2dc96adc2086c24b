package io.dams.ledger.hold;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Expires holds whose time is over, one transaction for each; several copies may run. */
@Component
public class HoldExpiryWorker {

  private static final Logger log = LoggerFactory.getLogger(HoldExpiryWorker.class);
  private static final int BATCH = 200;

  private final Holds holds;

  HoldExpiryWorker(Holds holds) {
    this.holds = holds;
  }

  /** One bounded sweep. A hold that cannot be expired keeps none of the others from it. */
  public void sweep() {
    List<HoldId> due = holds.due(BATCH);
    for (HoldId id : due) {
      try {
        holds.expire(id);
      } catch (RuntimeException e) {
        log.error("hold {} could not be expired", id, e);
      }
    }
  }
}
