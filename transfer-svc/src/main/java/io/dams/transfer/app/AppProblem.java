package io.dams.transfer.app;

import io.dams.platform.problem.ProblemType;

/** What is wrong with a request about an app. */
public final class AppProblem {

  /** There is no such app, or it does not take such transfers now. */
  public static final ProblemType APP_CLOSED =
      new ProblemType("app-closed", 403, "The app does not take such transfers now");

  /** There is no such app. */
  public static final ProblemType NO_SUCH_APP =
      new ProblemType("no-such-app", 404, "There is no such app");

  static final ProblemType KEYNAME_TAKEN =
      new ProblemType("keyname-taken", 409, "Another app has this keyname");
  static final ProblemType TERMS_CONTRADICT =
      new ProblemType("terms-contradict", 422, "The terms contradict each other");
  static final ProblemType URL_REFUSED =
      new ProblemType("url-refused", 422, "We may not call this address");

  private AppProblem() {}
}
