package io.dams.ledger.issue;

import io.dams.platform.problem.ProblemType;

/** Why tokens are not issued. */
enum IssueProblem implements ProblemType {
  ISSUE_CONFLICT("issue-conflict", 409, "The reference was used with another body");

  private final String code;
  private final int status;
  private final String title;

  IssueProblem(String code, int status, String title) {
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
