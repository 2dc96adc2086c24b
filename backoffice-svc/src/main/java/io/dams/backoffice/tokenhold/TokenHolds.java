package io.dams.backoffice.tokenhold;

import io.dams.contracts.id.OrderGroupId;
import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.Obligations;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Holds that are to be voided. */
@Component
public class TokenHolds {

  /** The lane of everything that is owed to the ledger. */
  public static final String LANE = "ledger";

  static final String VOID = "VOID";

  private final Obligations obligations;

  TokenHolds(Obligations obligations) {
    this.obligations = obligations;
  }

  /** Owes the end of a group's hold, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void oweVoid(OrderGroupId group, Instant now) {
    obligations.owe(new NewObligation(VOID, LANE, "void-" + group, new VoidHold(group), now));
  }
}
