package io.dams.ledger.account;

import io.dams.platform.identity.Caller;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.util.Set;

/** Asks the {@link AllowList} on behalf of the controllers. */
public final class Callers {

  private Callers() {}

  /** Ends the request with 403 when the caller may not do this with these kinds of accounts. */
  public static void require(Caller caller, Operation operation, Set<AccountKind> kinds) {
    if (!AllowList.permits(caller.name(), operation, kinds)) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, caller.name() + " is not allowed " + operation + ".");
    }
  }
}
