package io.dams.ledger.account;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.LedgerAccount;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.util.Map;

/** Reads the accounts that other services name. */
public final class NamedAccounts {

  private NamedAccounts() {}

  /** The account; ends the request with 400 when it is none. */
  public static AccountId of(LedgerAccount named) {
    try {
      return switch (named.kind()) {
        case USER -> AccountId.user(UserId.of(named.owner()), named.fund(), named.asset());
        case SYSTEM -> AccountId.system(named.owner(), named.fund(), named.asset());
      };
    } catch (IllegalArgumentException e) {
      throw invalid("account", "known kind, owner and fund: " + e.getMessage());
    }
  }

  /** 400, with the field and its rule. */
  public static ProblemException invalid(String field, String rule) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST,
        field + " must be so: " + rule,
        Map.of("field", field, "rule", rule));
  }
}
