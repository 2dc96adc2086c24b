package io.dams.frontoffice.session;

import io.dams.platform.problem.ProblemType;

/** Problems of sessions. */
enum SessionProblem implements ProblemType {
  REFRESH_TOKEN_INVALID("refresh-token-invalid", "The refresh token is not valid; log in again"),
  REFRESH_TOKEN_REUSED(
      "refresh-token-reused", "The refresh token was used before; its session is ended");

  private final String code;
  private final String title;

  SessionProblem(String code, String title) {
    this.code = code;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return 401;
  }

  @Override
  public String title() {
    return title;
  }
}
