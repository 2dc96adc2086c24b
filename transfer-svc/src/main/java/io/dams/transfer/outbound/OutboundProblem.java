package io.dams.transfer.outbound;

import io.dams.platform.problem.ProblemType;

/** What is wrong with a partner's word. */
final class OutboundProblem {

  static final ProblemType TOO_EARLY =
      new ProblemType("too-early", 409, "Nothing is held for this order yet");
  static final ProblemType AMOUNT_DIFFERS =
      new ProblemType("amount-differs", 409, "The order is of another amount");
  static final ProblemType DECIDED_OTHERWISE =
      new ProblemType("decided-otherwise", 409, "The order was decided the other way");

  private OutboundProblem() {}
}
