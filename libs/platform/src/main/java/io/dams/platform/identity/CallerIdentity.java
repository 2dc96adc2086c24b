package io.dams.platform.identity;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;

/** The caller of the current request. */
public final class CallerIdentity {

  static final String ATTRIBUTE = CallerIdentity.class.getName();

  private CallerIdentity() {}

  /**
   * The caller whose token was verified. Throws the problem {@code unauthenticated} when the path
   * is not an internal one.
   */
  public static Caller current(HttpServletRequest request) {
    if (request.getAttribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new ProblemException(CommonProblem.UNAUTHENTICATED, "no caller is known here");
  }
}
