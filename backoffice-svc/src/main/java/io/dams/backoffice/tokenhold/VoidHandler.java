package io.dams.backoffice.tokenhold;

import io.dams.backoffice.movement.RetryProperties;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Voids holds until the ledger has answered. */
@Component
class VoidHandler implements ObligationHandler<VoidHold> {

  private final TokenHoldClient ledger;
  private final RetryProperties retry;
  private final RandomGenerator random;

  VoidHandler(TokenHoldClient ledger, RetryProperties retry, RandomGenerator random) {
    this.ledger = ledger;
    this.retry = retry;
    this.random = random;
  }

  @Override
  public String kind() {
    return TokenHolds.VOID;
  }

  @Override
  public Class<VoidHold> payload() {
    return VoidHold.class;
  }

  @Override
  public Outcome attempt(Claim<VoidHold> claim) {
    return switch (ledger.release(claim.payload().group())) {
      case VoidOutcome.Voided _ -> Outcome.settled();
      case VoidOutcome.Refused(String code) -> Outcome.stuck(code);
      case VoidOutcome.Unknown(String reason) ->
          claim.attempt() < retry.usual().attemptsToBook()
              ? Outcome.again(reason, retry.usual().after(claim.attempt(), random))
              : Outcome.stuck(reason);
    };
  }
}
