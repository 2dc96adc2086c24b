package io.dams.ledger.issue;

import io.dams.platform.problem.ProblemType;

/** Why tokens are not issued. */
final class IssueProblem {

  static final ProblemType ISSUE_CONFLICT =
      new ProblemType("issue-conflict", 409, "The reference was used with another body");

  private IssueProblem() {}
}
