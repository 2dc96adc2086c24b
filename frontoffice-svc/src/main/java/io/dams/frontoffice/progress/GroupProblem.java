package io.dams.frontoffice.progress;

import io.dams.platform.problem.ProblemType;

/** Problems of order groups that exist, or do not. */
public enum GroupProblem implements ProblemType {
  ORDER_GROUP_NOT_FOUND("order-group-not-found", 404, "There is no such order group of yours"),
  TOO_LATE("too-late", 409, "It has ended already");

  private final String code;
  private final int status;
  private final String title;

  GroupProblem(String code, int status, String title) {
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
