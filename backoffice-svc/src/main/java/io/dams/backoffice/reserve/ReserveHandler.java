package io.dams.backoffice.reserve;

import io.dams.backoffice.movement.MerchantTransfers;
import io.dams.backoffice.movement.MovementAnswer;
import io.dams.backoffice.movement.RetryProperties;
import io.dams.backoffice.ordergroup.GroupState;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.statement.ErrorBook;
import io.dams.backoffice.statement.Movement;
import io.dams.backoffice.statement.Verdict;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Reserves a sell leg's points. As long as its group waits and the deadline has not passed, an
 * unknown outcome is asked about and the same transfer sent again. Afterwards it is given up at the
 * merchant: the answer to that, and nothing else, says whether the points are reserved.
 */
@Component
class ReserveHandler implements ObligationHandler<ReservePoints> {

  static final String KIND = TransferKind.RESERVE.name();

  private final OrderGroups groups;
  private final MerchantTransfers transfers;
  private final Preparation preparation;
  private final ErrorBook errors;
  private final ReserveBreaker breaker;
  private final ReserveMetrics metrics;
  private final RetryProperties retry;
  private final Clock clock;
  private final RandomGenerator random;

  ReserveHandler(
      OrderGroups groups,
      MerchantTransfers transfers,
      Preparation preparation,
      ErrorBook errors,
      ReserveBreaker breaker,
      ReserveMetrics metrics,
      RetryProperties retry,
      Clock clock,
      RandomGenerator random) {
    this.groups = groups;
    this.transfers = transfers;
    this.preparation = preparation;
    this.errors = errors;
    this.breaker = breaker;
    this.metrics = metrics;
    this.retry = retry;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public Class<ReservePoints> payload() {
    return ReservePoints.class;
  }

  @Override
  public Outcome attempt(Claim<ReservePoints> claim) {
    Movement reserve = claim.payload().movement();
    boolean first = claim.attempt() == 1;
    boolean late = !clock.instant().isBefore(claim.payload().deadline());
    if (late || groups.state(reserve.group()) != GroupState.RESERVING) {
      return giveUp(claim, first, Refusal.unavailable("no answer in time"));
    }
    if (first && !transfers.reaches(reserve.exCode())) {
      return giveUp(claim, true, Refusal.unavailable("the merchant is not connected"));
    }
    if (first && !breaker.allows(reserve.exCode())) {
      return giveUp(claim, true, Refusal.unavailable("the merchant does not answer"));
    }
    MovementAnswer answer = transfers.make(reserve, first, claim.payload().deadline());
    observe(reserve, answer);
    return switch (answer) {
      case MovementAnswer.Done(TransferAnswer done) -> reserved(claim, done);
      case MovementAnswer.Cancelled _ ->
          refused(claim, Refusal.of(MerchantProblem.TRANSFER_CANCELLED));
      case MovementAnswer.Refused(MerchantProblem problem, String _) ->
          // an earlier attempt may still be executed: only giving it up makes the refusal definite
          giveUp(claim, first, Refusal.of(problem));
      case MovementAnswer.Unknown(String reason) -> Outcome.again(reason, untilNext(claim));
    };
  }

  /** Only listed: what became of the reserve is unknown, and nothing is concluded from it. */
  @Override
  public void stuck(Claim<ReservePoints> claim, String reason) {
    errors.stuck(claim.payload().movement(), reason, claim.attempt());
  }

  private void observe(Movement reserve, MovementAnswer answer) {
    if (answer instanceof MovementAnswer.Unknown) {
      breaker.unanswered(reserve.exCode());
    } else {
      breaker.answered(reserve.exCode());
    }
  }

  /**
   * @param unsent whether the merchant was never asked before, or has refused the only attempt:
   *     then there is nothing to give up
   */
  private Outcome giveUp(Claim<ReservePoints> claim, boolean unsent, Refusal refusal) {
    if (unsent) {
      return refused(claim, refusal);
    }
    Movement reserve = claim.payload().movement();
    return switch (transfers.giveUp(reserve)) {
      case MovementAnswer.Done(TransferAnswer done) -> reserved(claim, done);
      case MovementAnswer.Cancelled _ -> refused(claim, refusal);
      case MovementAnswer.Refused(MerchantProblem problem, String _) ->
          unresolved(claim, "cancel-refused-" + problem, refusal);
      case MovementAnswer.Unknown(String reason) -> unresolved(claim, reason, refusal);
    };
  }

  private Outcome reserved(Claim<ReservePoints> claim, TransferAnswer done) {
    Movement reserve = claim.payload().movement();
    return Outcome.settled(
        () -> {
          preparation.reserved(reserve, done, claim.attempt());
          metrics.reserved(reserve, since(claim));
        });
  }

  private Outcome refused(Claim<ReservePoints> claim, Refusal refusal) {
    Movement reserve = claim.payload().movement();
    return Outcome.settled(
        () -> {
          preparation.refused(reserve.leg(), refusal);
          metrics.refused(reserve, refusal, since(claim));
        });
  }

  /** The merchant does not say; an operator may, on its evidence. */
  private Outcome unresolved(Claim<ReservePoints> claim, String reason, Refusal refusal) {
    Movement reserve = claim.payload().movement();
    Optional<Verdict> verdict = errors.verdict(reserve.transferId());
    if (verdict.isPresent()) {
      return verdict.get().ruling() == Verdict.Ruling.MOVED
          ? reserved(claim, verdict.get().answer(reserve))
          : refused(claim, refusal);
    }
    Runnable fail = () -> preparation.unresolved(reserve.group(), refusal, reserve.leg());
    RetryProperties.Patience patience = retry.with(reserve.exCode());
    if (claim.attempt() < patience.attemptsToBook()) {
      return Outcome.again(reason, patience.after(claim.attempt(), random), fail);
    }
    return Outcome.stuck(
        reason,
        () -> {
          fail.run();
          stuck(claim, reason);
        });
  }

  private Duration untilNext(Claim<ReservePoints> claim) {
    Instant now = clock.instant();
    Duration left = Duration.between(now, claim.payload().deadline());
    AssetCode merchant = claim.payload().movement().exCode();
    Duration after = retry.with(merchant).after(claim.attempt(), random);
    return left.isNegative() || after.compareTo(left) < 0 ? after : left;
  }

  private Duration since(Claim<ReservePoints> claim) {
    return Duration.between(claim.createdAt(), clock.instant());
  }
}
