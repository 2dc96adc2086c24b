package io.dams.frontoffice.session;

import io.dams.platform.problem.ProblemType;

/** Problems of sessions. */
final class SessionProblem {

  static final ProblemType REFRESH_TOKEN_INVALID =
      new ProblemType("refresh-token-invalid", 401, "The refresh token is not valid; log in again");
  static final ProblemType REFRESH_TOKEN_REUSED =
      new ProblemType(
          "refresh-token-reused", 401, "The refresh token was used before; its session is ended");

  private SessionProblem() {}
}
