package io.dams.backoffice.movement;

import io.dams.backoffice.statement.Movement;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.merchant.MerchantAnswer;
import io.dams.platform.merchant.MerchantApi;
import io.dams.platform.merchant.MerchantClients;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Talks with a merchant about one movement. Every call carries the movement's own id, so that a
 * repetition after a crash, a lost answer or a second worker moves nothing twice. Never called in a
 * transaction.
 */
@Component
public class MerchantTransfers {

  private final MerchantClients merchants;

  MerchantTransfers(MerchantClients merchants) {
    this.merchants = merchants;
  }

  /** Whether the merchant is connected; one that is not leaves everything unanswered. */
  public boolean reaches(AssetCode exCode) {
    return merchants.exCodes().contains(exCode);
  }

  /**
   * Has it made. After the first attempt the merchant is asked first; only when it does not know
   * the id is the same transfer sent again.
   *
   * @param first whether nothing was ever sent for it before
   * @param notAfter the merchant must not execute it later
   */
  public MovementAnswer make(Movement movement, boolean first, Instant notAfter) {
    MerchantApi merchant = merchants.of(movement.exCode());
    if (!first) {
      MerchantAnswer known = merchant.query(movement.transferId());
      boolean unheardOf =
          known instanceof MerchantAnswer.Refused(MerchantProblem code, String _)
              && code == MerchantProblem.UNKNOWN_TRANSFER;
      if (!unheardOf) {
        // a refused question says nothing of the movement
        return judge(movement, known) instanceof MovementAnswer.Refused(var code, String _)
            ? new MovementAnswer.Unknown("query-refused-" + code)
            : judge(movement, known);
      }
    }
    return judge(movement, merchant.transfer(movement.transferId(), movement.request(notAfter)));
  }

  /** Asks what became of it. A refused question says nothing of the movement. */
  public MovementAnswer ask(Movement movement) {
    return judge(movement, merchants.of(movement.exCode()).query(movement.transferId()));
  }

  /**
   * Gives it up for good. Done: it had been made before. Cancelled: it never will be. Anything else
   * leaves it open.
   */
  public MovementAnswer giveUp(Movement movement) {
    return judge(movement, merchants.of(movement.exCode()).cancel(movement.transferId()));
  }

  private static MovementAnswer judge(Movement movement, MerchantAnswer answer) {
    return switch (answer) {
      case MerchantAnswer.Known(TransferAnswer known) -> judge(movement, known);
      case MerchantAnswer.Refused(MerchantProblem code, String _)
          when code == MerchantProblem.TRANSFER_CANCELLED ->
          new MovementAnswer.Cancelled();
      case MerchantAnswer.Refused(MerchantProblem code, String detail) ->
          new MovementAnswer.Refused(code, detail);
      case MerchantAnswer.Unknown(String reason) -> new MovementAnswer.Unknown(reason);
    };
  }

  private static MovementAnswer judge(Movement movement, TransferAnswer known) {
    return switch (known.state()) {
      case CANCELLED -> new MovementAnswer.Cancelled();
      case DONE ->
          known.kind() == movement.kind() && known.units() == movement.units()
              ? new MovementAnswer.Done(known)
              : new MovementAnswer.Unknown("answer-does-not-fit");
    };
  }
}
