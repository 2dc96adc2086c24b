package io.dams.backoffice.movement;

import io.dams.backoffice.statement.ErrorBook;
import io.dams.backoffice.statement.Movement;
import io.dams.backoffice.statement.StatementBook;
import io.dams.backoffice.statement.Verdict;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Makes the movements of one kind that are owed without condition. What a merchant refuses goes to
 * the error book at once, what it leaves unanswered after some attempts; both go on being tried,
 * until they are made or an operator's verdict says what becomes of them.
 */
class MovementHandler implements ObligationHandler<Movement> {

  private final TransferKind kind;
  private final MerchantTransfers transfers;
  private final StatementBook book;
  private final ErrorBook errors;
  private final LastResort lastResort;
  private final RetryProperties retry;
  private final Clock clock;
  private final RandomGenerator random;

  MovementHandler(
      TransferKind kind,
      MerchantTransfers transfers,
      StatementBook book,
      ErrorBook errors,
      LastResort lastResort,
      RetryProperties retry,
      Clock clock,
      RandomGenerator random) {
    this.kind = kind;
    this.transfers = transfers;
    this.book = book;
    this.errors = errors;
    this.lastResort = lastResort;
    this.retry = retry;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public String kind() {
    return kind.name();
  }

  @Override
  public Class<Movement> payload() {
    return Movement.class;
  }

  @Override
  public Outcome attempt(Claim<Movement> claim) {
    Movement movement = claim.payload();
    if (claim.attempt() > 1) {
      Optional<Verdict> verdict = errors.verdict(movement.transferId());
      if (verdict.isPresent()) {
        return carryOut(claim, verdict.get());
      }
    }
    Instant notAfter = clock.instant().plus(retry.validity());
    return switch (transfers.make(movement, claim.attempt() == 1, notAfter)) {
      case MovementAnswer.Done(TransferAnswer answer) ->
          Outcome.settled(() -> book.moved(movement, answer, claim.attempt()));
      case MovementAnswer.Cancelled _ -> cancelled(claim, "TRANSFER_CANCELLED");
      case MovementAnswer.Refused(MerchantProblem problem, String _) -> refused(claim, problem);
      case MovementAnswer.Unknown(String reason) -> unanswered(claim, reason);
    };
  }

  private Outcome unanswered(Claim<Movement> claim, String reason) {
    RetryProperties.Patience patience = retry.with(claim.payload().exCode());
    return claim.attempt() < patience.attemptsToBook()
        ? Outcome.again(reason, patience.after(claim.attempt(), random))
        : toBook(claim, reason);
  }

  @Override
  public void stuck(Claim<Movement> claim, String reason) {
    errors.stuck(claim.payload(), reason, claim.attempt());
  }

  /** Whether it is worth while to try the same again. */
  private Outcome refused(Claim<Movement> claim, MerchantProblem problem) {
    Movement movement = claim.payload();
    return switch (problem) {
      case ACCOUNT_CLOSED, UNKNOWN_MEMBER ->
          Movement.hasDestination(kind)
              ? giveUp(claim, problem.name(), () -> lastResort.suspend(movement, problem.name()))
              : toBook(claim, problem.name());
      case REVERSES_INVALID -> {
        String cause = "refused-" + kind;
        yield Outcome.stuck(
            problem.name(),
            () -> {
              stuck(claim, problem.name());
              lastResort.doubtReserve(movement, cause);
            });
      }
      case INSUFFICIENT_POINTS,
          LIMIT_EXCEEDED,
          TOO_LATE,
          TRANSFER_CANCELLED,
          TRANSFER_CONFLICT,
          UNKNOWN_TRANSFER,
          MEMBER_TOKEN_INVALID,
          SIGNATURE_INVALID,
          REPLAYED,
          INVALID_REQUEST ->
          toBook(claim, problem.name());
    };
  }

  /** It never will be made under its id: what goes to a user can have another, a fee cannot. */
  private Outcome cancelled(Claim<Movement> claim, String reason) {
    return Movement.hasDestination(kind)
        ? Outcome.settled(() -> lastResort.suspend(claim.payload(), reason))
        : toBook(claim, reason);
  }

  private Outcome carryOut(Claim<Movement> claim, Verdict verdict) {
    Movement movement = claim.payload();
    return switch (verdict.ruling()) {
      case MOVED ->
          switch (transfers.ask(movement)) {
            case MovementAnswer.Done(TransferAnswer answer) ->
                Outcome.settled(() -> book.moved(movement, answer, claim.attempt()));
            case MovementAnswer.Cancelled _ -> toBook(claim, "evidence-contradicted");
            case MovementAnswer.Refused _, MovementAnswer.Unknown _ ->
                Outcome.settled(
                    () -> book.moved(movement, verdict.answer(movement), claim.attempt()));
          };
      case SUSPENDED -> giveUp(claim, "suspend", () -> lastResort.suspend(movement, "OPERATOR"));
      case WRITTEN_OFF ->
          lastResort.isReserveMissing(movement)
              ? toBook(claim, "reserve-missing")
              : giveUp(
                  claim, "write-off", () -> lastResort.writeOff(movement, verdict.reference()));
    };
  }

  /**
   * Gives it up at the merchant: only when that is confirmed can it not be executed any more. A
   * merchant that is not connected executes nothing.
   */
  private Outcome giveUp(Claim<Movement> claim, String why, Runnable instead) {
    Movement movement = claim.payload();
    return switch (transfers.giveUp(movement)) {
      case MovementAnswer.Done(TransferAnswer answer) ->
          Outcome.settled(() -> book.moved(movement, answer, claim.attempt()));
      case MovementAnswer.Cancelled _ -> Outcome.settled(instead);
      case MovementAnswer.Refused(MerchantProblem problem, String _) ->
          toBook(claim, why + "-cancel-refused-" + problem);
      case MovementAnswer.Unknown(String reason) ->
          transfers.reaches(movement.exCode())
              ? toBook(claim, why + "-cancel-" + reason)
              : Outcome.settled(instead);
    };
  }

  private Outcome toBook(Claim<Movement> claim, String reason) {
    return Outcome.stuck(reason, () -> stuck(claim, reason));
  }
}
