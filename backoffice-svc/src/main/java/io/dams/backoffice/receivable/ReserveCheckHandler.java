package io.dams.backoffice.receivable;

import io.dams.backoffice.statement.Movement;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferState;
import io.dams.platform.merchant.MerchantAnswer;
import io.dams.platform.merchant.MerchantClients;
import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Asks a merchant for a reserve that it confirmed once. Only its own answer that it does not know
 * the id, or that the id was given up, makes the reserve missing; no answer is asked for again.
 */
@Component
class ReserveCheckHandler implements ObligationHandler<Movement> {

  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final MerchantClients merchants;
  private final Receivables receivables;

  ReserveCheckHandler(MerchantClients merchants, Receivables receivables) {
    this.merchants = merchants;
    this.receivables = receivables;
  }

  @Override
  public String kind() {
    return ReserveChecks.KIND;
  }

  @Override
  public Class<Movement> payload() {
    return Movement.class;
  }

  @Override
  public Outcome attempt(Claim<Movement> claim) {
    Movement reserve = claim.payload();
    return switch (merchants.of(reserve.exCode()).query(reserve.transferId())) {
      case MerchantAnswer.Known(var answer) when answer.state() == TransferState.DONE ->
          Outcome.settled();
      case MerchantAnswer.Known _ -> Outcome.settled(() -> receivables.missing(reserve));
      case MerchantAnswer.Refused(MerchantProblem code, String _)
          when code == MerchantProblem.UNKNOWN_TRANSFER ->
          Outcome.settled(() -> receivables.missing(reserve));
      case MerchantAnswer.Refused(MerchantProblem code, String _) ->
          Outcome.stuck("query-refused-" + code);
      case MerchantAnswer.Unknown(String reason) -> Outcome.again(reason, PAUSE);
    };
  }
}
