package io.dams.backoffice.reserve;

import io.dams.backoffice.movement.RetryProperties;
import io.dams.backoffice.ordergroup.GroupState;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.tokenhold.HoldOutcome;
import io.dams.backoffice.tokenhold.TokenHoldClient;
import io.dams.backoffice.tokenhold.VoidOutcome;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Has the ledger hold a group's tokens. An unknown outcome is asked for again until the deadline;
 * then the hold is voided, which also refuses a request that is still under way.
 */
@Component
class HoldHandler implements ObligationHandler<HoldTokens> {

  static final String KIND = "HOLD";

  private static final String INSUFFICIENT = "insufficient-tokens";

  private final OrderGroups groups;
  private final TokenHoldClient ledger;
  private final Preparation preparation;
  private final RetryProperties retry;
  private final Clock clock;
  private final RandomGenerator random;

  HoldHandler(
      OrderGroups groups,
      TokenHoldClient ledger,
      Preparation preparation,
      RetryProperties retry,
      Clock clock,
      RandomGenerator random) {
    this.groups = groups;
    this.ledger = ledger;
    this.preparation = preparation;
    this.retry = retry;
    this.clock = clock;
    this.random = random;
  }

  /** The obligation's reference for a group. */
  static String reference(OrderGroupId group) {
    return "hold-" + group;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<HoldTokens> payload() {
    return HoldTokens.class;
  }

  @Override
  public Outcome attempt(Claim<HoldTokens> claim) {
    OrderGroupId group = claim.payload().request().group();
    boolean first = claim.attempt() == 1;
    boolean late = !clock.instant().isBefore(claim.payload().deadline());
    if (late || groups.state(group) != GroupState.RESERVING) {
      return giveUp(claim, first, Refusal.unavailable("the ledger gave no answer in time"));
    }
    return switch (ledger.place(claim.payload().request())) {
      case HoldOutcome.Held _ -> Outcome.settled(() -> preparation.held(group));
      case HoldOutcome.Refused(String code) -> giveUp(claim, first, refusal(code));
      case HoldOutcome.Unknown(String reason) ->
          Outcome.again(reason, retry.usual().after(claim.attempt(), random));
    };
  }

  private Outcome giveUp(Claim<HoldTokens> claim, boolean unsent, Refusal refusal) {
    OrderGroupId group = claim.payload().request().group();
    if (unsent) {
      return Outcome.settled(() -> preparation.holdRefused(group, refusal));
    }
    return switch (ledger.release(group)) {
      case VoidOutcome.Voided _ -> Outcome.settled(() -> preparation.holdRefused(group, refusal));
      case VoidOutcome.Refused(String code) -> unresolved(claim, code, refusal);
      case VoidOutcome.Unknown(String reason) -> unresolved(claim, reason, refusal);
    };
  }

  private Outcome unresolved(Claim<HoldTokens> claim, String reason, Refusal refusal) {
    OrderGroupId group = claim.payload().request().group();
    Runnable fail = () -> preparation.unresolved(group, refusal, null);
    return claim.attempt() < retry.usual().attemptsToBook()
        ? Outcome.again(reason, retry.usual().after(claim.attempt(), random), fail)
        : Outcome.stuck(reason, fail);
  }

  private static Refusal refusal(String code) {
    SubmitFailure failure =
        code.equals(INSUFFICIENT) ? SubmitFailure.INSUFFICIENT_TOKENS : SubmitFailure.INVALID_ORDER;
    return new Refusal(failure, "the ledger answered " + code);
  }
}
