package io.dams.matching.operator;

import io.dams.platform.problem.ProblemType;

/** Why an operator's wish is refused. */
final class OperatorProblem {

  static final ProblemType SHARD_NOT_FOUND =
      new ProblemType("shard-not-found", 404, "This instance does not keep the shard");
  static final ProblemType NOT_STOPPED_THERE =
      new ProblemType("not-stopped-there", 409, "The shard did not stop at that command");
  static final ProblemType UNKNOWN_BEHAVIOUR =
      new ProblemType("unknown-behaviour", 422, "This version does not know that behaviour");
  static final ProblemType TOO_WIDE =
      new ProblemType("too-wide", 422, "A user, a contract or both must be named");

  private OperatorProblem() {}
}
