package io.dams.frontoffice.login;

import io.dams.platform.problem.ProblemType;

/** Problems of logging in. */
enum LoginProblem implements ProblemType {
  TOO_MANY_CODES("too-many-codes", 429, "Too many codes were asked for; wait"),
  TOO_MANY_ATTEMPTS("too-many-attempts", 429, "Too many attempts; ask for a new code later"),
  CODE_WRONG("code-wrong", 401, "The code is wrong"),
  CODE_EXPIRED("code-expired", 401, "There is no code for this phone, or it has expired"),
  ACCOUNT_BLOCKED("account-blocked", 403, "The account may not log in"),
  ACCOUNT_MISMATCH("account-mismatch", 409, "The unified accounts name another account"),
  SMS_UNAVAILABLE("sms-unavailable", 503, "The code could not be sent; try again");

  private final String code;
  private final int status;
  private final String title;

  LoginProblem(String code, int status, String title) {
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
