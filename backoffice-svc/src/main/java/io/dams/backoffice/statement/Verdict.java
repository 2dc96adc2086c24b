package io.dams.backoffice.statement;

import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferState;
import java.time.Instant;

/**
 * What an operator decided about a stuck movement, on evidence.
 *
 * @param reference the merchant's own number of the evidence
 * @param movedAt when the merchant says that it moved; for the other rulings, when it was decided
 */
public record Verdict(Ruling ruling, String reference, Instant movedAt) {

  /** What is to become of the movement. */
  public enum Ruling {
    /** The merchant shows a line of its statement for it: our book gets that line. */
    MOVED,
    /** A settlement or a return is given up, and waits in suspense for another destination. */
    SUSPENDED,
    /**
     * It is given up, and the merchant owes us the points. Of a reserve: it was never made, and
     * will not be.
     */
    WRITTEN_OFF
  }

  /** The answer that the merchant's server does not give, as its evidence says it. */
  public TransferAnswer answer(Movement movement) {
    return new TransferAnswer(
        movement.transferId(),
        TransferState.DONE,
        movement.kind(),
        movement.units(),
        reference,
        movedAt);
  }
}
