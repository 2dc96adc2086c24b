package io.dams.backoffice.movement;

import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.TransferAnswer;

/** What we know of a movement after an attempt. */
public sealed interface MovementAnswer {

  /** The points have moved. Final. */
  record Done(TransferAnswer answer) implements MovementAnswer {}

  /** The points have not moved, and never will under this id. Final. */
  record Cancelled() implements MovementAnswer {}

  /**
   * The merchant did nothing for this attempt. An earlier one, whose answer was lost, may still be
   * executed.
   */
  record Refused(MerchantProblem problem, String detail) implements MovementAnswer {}

  /** The points may have moved, or may yet move. */
  record Unknown(String reason) implements MovementAnswer {}
}
