package io.dams.backoffice.movement;

import io.dams.backoffice.statement.ErrorBook;
import io.dams.backoffice.statement.Movement;
import io.dams.backoffice.statement.StatementBook;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Makes the movements of one kind that are owed without condition. What a merchant refuses goes to
 * the error book at once, what it leaves unanswered after some attempts; both go on being tried.
 */
class MovementHandler implements ObligationHandler<Movement> {

  private final TransferKind kind;
  private final MerchantTransfers transfers;
  private final StatementBook book;
  private final ErrorBook errors;
  private final RetryProperties retry;
  private final Clock clock;
  private final RandomGenerator random;

  MovementHandler(
      TransferKind kind,
      MerchantTransfers transfers,
      StatementBook book,
      ErrorBook errors,
      RetryProperties retry,
      Clock clock,
      RandomGenerator random) {
    this.kind = kind;
    this.transfers = transfers;
    this.book = book;
    this.errors = errors;
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
    Instant notAfter = clock.instant().plus(retry.validity());
    return switch (transfers.make(movement, claim.attempt() == 1, notAfter)) {
      case MovementAnswer.Done(TransferAnswer answer) ->
          Outcome.settled(() -> book.moved(movement, answer));
      case MovementAnswer.Cancelled _ -> toBook(claim, "TRANSFER_CANCELLED");
      case MovementAnswer.Refused(MerchantProblem problem, String _) ->
          toBook(claim, problem.name());
      case MovementAnswer.Unknown(String reason) ->
          claim.attempt() < retry.attemptsToBook()
              ? Outcome.again(reason, retry.after(claim.attempt(), random))
              : toBook(claim, reason);
    };
  }

  @Override
  public void stuck(Claim<Movement> claim, String reason) {
    errors.stuck(claim.payload(), reason, claim.attempt());
  }

  private Outcome toBook(Claim<Movement> claim, String reason) {
    return Outcome.stuck(reason, () -> stuck(claim, reason));
  }
}
