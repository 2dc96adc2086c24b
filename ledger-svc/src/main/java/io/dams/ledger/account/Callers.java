package io.dams.ledger.account;

import io.dams.platform.identity.Caller;
import io.dams.platform.inbox.InboundMessage;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.util.Set;

/** Asks the {@link AllowList} on behalf of the controllers and of the listeners. */
public final class Callers {

  private Callers() {}

  /** Ends the request with 403 when the caller may not do this with these kinds of accounts. */
  public static void require(Caller caller, Operation operation, Set<AccountKind> kinds) {
    if (!AllowList.permits(caller.name(), operation, kinds)) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, caller.name() + " is not allowed " + operation + ".");
    }
  }

  /**
   * Refuses a message whose sender may not do this with these kinds of accounts.
   *
   * @throws IllegalStateException so that the message is parked, or its stream stops
   */
  public static void require(InboundMessage message, Operation operation, Set<AccountKind> kinds) {
    if (!AllowList.permits(message.source(), operation, kinds)) {
      throw new IllegalStateException(
          message.source() + " is not allowed " + operation + ": " + message);
    }
  }
}
