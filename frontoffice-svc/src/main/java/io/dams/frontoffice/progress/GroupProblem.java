package io.dams.frontoffice.progress;

import io.dams.platform.problem.ProblemType;

/** Problems of order groups that exist, or do not. */
public final class GroupProblem {

  public static final ProblemType ORDER_GROUP_NOT_FOUND =
      new ProblemType("order-group-not-found", 404, "There is no such order group of yours");
  public static final ProblemType TOO_LATE =
      new ProblemType("too-late", 409, "It has ended already");

  private GroupProblem() {}
}
