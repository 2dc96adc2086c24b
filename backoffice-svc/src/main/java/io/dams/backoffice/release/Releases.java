package io.dams.backoffice.release;

import io.dams.backoffice.movement.Movements;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.ordergroup.OrderLeg;
import io.dams.backoffice.ordergroup.PartState;
import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.UserId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.Side;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Ends legs and owes what their end owes. */
@Component
public class Releases {

  private final OrderGroups groups;
  private final Movements movements;

  Releases(OrderGroups groups, Movements movements) {
    this.groups = groups;
    this.movements = movements;
  }

  /**
   * Ends a prepared leg. For a sell leg the return and the fee are owed, each unless it is nothing.
   * The step to {@link PartState#ENDED} is taken once: a leg that is not prepared (its reserve is
   * not definitely done, or it ended before) throws.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void end(UserId user, OrderLeg leg, Instant now) {
    groups.moveLeg(leg, PartState.ENDED);
    if (leg.side() == Side.BUY) {
      return;
    }
    LegTerms terms = leg.terms();
    LegRelease release = LegRelease.of(terms, leg.executedUnits());
    if (release.returnedUnits() > 0) {
      movements.owe(Movement.giveBack(user, terms, release.returnedUnits()), now);
    }
    if (release.chargedUnits() > 0) {
      movements.owe(Movement.fee(user, terms, release.chargedUnits()), now);
    }
  }
}
