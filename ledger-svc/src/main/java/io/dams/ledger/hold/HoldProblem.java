package io.dams.ledger.hold;

import io.dams.platform.problem.ProblemType;

/** Why a hold is not placed or voided. */
enum HoldProblem implements ProblemType {
  INSUFFICIENT_TOKENS("insufficient-tokens", 422, "The user has fewer tokens"),
  HOLD_CONFLICT("hold-conflict", 409, "There is such a hold with another body"),
  HOLD_ENDED("hold-ended", 409, "The hold has ended in another way"),
  HOLD_COMMITTED("hold-committed", 409, "The order is at the core, which alone may end its hold");

  private final String code;
  private final int status;
  private final String title;

  HoldProblem(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
