package io.dams.ledger.hold;

import io.dams.platform.problem.ProblemType;

/** Why a hold is not placed or voided. */
final class HoldProblem {

  static final ProblemType INSUFFICIENT_TOKENS =
      new ProblemType("insufficient-tokens", 422, "The user has fewer tokens");
  static final ProblemType HOLD_CONFLICT =
      new ProblemType("hold-conflict", 409, "There is such a hold with another body");
  static final ProblemType HOLD_ENDED =
      new ProblemType("hold-ended", 409, "The hold has ended in another way");
  static final ProblemType HOLD_COMMITTED =
      new ProblemType(
          "hold-committed", 409, "The order is at the core, which alone may end its hold");

  static final ProblemType HOLD_EXCEEDED =
      new ProblemType("hold-exceeded", 422, "The hold has less left");
  static final ProblemType NO_SUCH_HOLD =
      new ProblemType("no-such-hold", 404, "The caller has no such hold");

  private HoldProblem() {}
}
