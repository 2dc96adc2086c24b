package io.dams.backoffice.reserve;

import io.dams.backoffice.movement.RetryProperties;
import io.dams.backoffice.ordergroup.GroupState;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.contracts.id.LegId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.platform.merchant.MerchantClients;
import io.dams.platform.merchant.MerchantRefusedException;
import io.dams.platform.merchant.MerchantUnavailableException;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/** Sees that the account to which bought points go exists and answers. It moves nothing. */
@Component
class VerifyHandler implements ObligationHandler<VerifyDestination> {

  static final String KIND = "VERIFY";

  private final OrderGroups groups;
  private final MerchantClients merchants;
  private final Preparation preparation;
  private final RetryProperties retry;
  private final Clock clock;
  private final RandomGenerator random;

  VerifyHandler(
      OrderGroups groups,
      MerchantClients merchants,
      Preparation preparation,
      RetryProperties retry,
      Clock clock,
      RandomGenerator random) {
    this.groups = groups;
    this.merchants = merchants;
    this.preparation = preparation;
    this.retry = retry;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<VerifyDestination> payload() {
    return VerifyDestination.class;
  }

  @Override
  public Outcome attempt(Claim<VerifyDestination> claim) {
    VerifyDestination verify = claim.payload();
    LegId leg = verify.leg();
    if (groups.state(leg.group()) != GroupState.RESERVING) {
      return Outcome.settled(
          () -> preparation.refused(leg, Refusal.unavailable("the group failed before")));
    }
    try {
      merchants.of(verify.exCode()).balance(verify.uid());
      return Outcome.settled(() -> preparation.verified(leg));
    } catch (MerchantRefusedException e) {
      return e.problem() == MerchantProblem.REPLAYED
          ? unanswered(claim, e.problem().name())
          : Outcome.settled(() -> preparation.refused(leg, Refusal.of(e.problem())));
    } catch (MerchantUnavailableException e) {
      return unanswered(claim, e.reason());
    }
  }

  private Outcome unanswered(Claim<VerifyDestination> claim, String reason) {
    LegId leg = claim.payload().leg();
    return clock.instant().isBefore(claim.payload().deadline())
        ? Outcome.again(reason, retry.with(claim.payload().exCode()).after(claim.attempt(), random))
        : Outcome.settled(() -> preparation.refused(leg, Refusal.unavailable("no answer in time")));
  }
}
