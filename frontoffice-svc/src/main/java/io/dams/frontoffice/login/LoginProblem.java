package io.dams.frontoffice.login;

import io.dams.platform.problem.ProblemType;

/** Problems of logging in. */
final class LoginProblem {

  static final ProblemType TOO_MANY_CODES =
      new ProblemType("too-many-codes", 429, "Too many codes were asked for; wait");
  static final ProblemType TOO_MANY_ATTEMPTS =
      new ProblemType("too-many-attempts", 429, "Too many attempts; ask for a new code later");
  static final ProblemType CODE_WRONG = new ProblemType("code-wrong", 401, "The code is wrong");
  static final ProblemType CODE_EXPIRED =
      new ProblemType("code-expired", 401, "There is no code for this phone, or it has expired");
  static final ProblemType ACCOUNT_BLOCKED =
      new ProblemType("account-blocked", 403, "The account may not log in");
  static final ProblemType ACCOUNT_MISMATCH =
      new ProblemType("account-mismatch", 409, "The unified accounts name another account");
  static final ProblemType SMS_UNAVAILABLE =
      new ProblemType("sms-unavailable", 503, "The code could not be sent; try again");

  private LoginProblem() {}
}
