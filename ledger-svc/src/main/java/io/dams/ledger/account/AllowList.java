package io.dams.ledger.account;

import static io.dams.ledger.account.AccountKind.FEE;
import static io.dams.ledger.account.AccountKind.HELD;
import static io.dams.ledger.account.AccountKind.INTERMEDIARY;
import static io.dams.ledger.account.AccountKind.ISSUER;
import static io.dams.ledger.account.AccountKind.OUTSIDE;
import static io.dams.ledger.account.AccountKind.PURSE;
import static io.dams.ledger.account.AccountKind.RECEIVABLE;
import static io.dams.ledger.account.AccountKind.SUSPENSE;
import static io.dams.ledger.account.AccountKind.SYSTEM;
import static io.dams.ledger.account.AccountKind.USER;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who may do what with which kinds of account: the whole table. What is not in it is refused. A
 * caller is a service's identity: of a request the one that its token proves, of a message its
 * sender, and the broker lets each service write its own topics only.
 */
public final class AllowList {

  /** Writes the orders and statements that move points, and holds tokens for orders. */
  public static final String BACKOFFICE = "backoffice-svc";

  /** Writes the core's events. */
  public static final String CORE = "matching-core-svc";

  /** Shows balances to their owners. */
  public static final String FRONTOFFICE = "frontoffice-svc";

  /** Moves funds between users, partner apps and their fees. */
  public static final String TRANSFER = "transfer-svc";

  /** Moves funds for payment orders. */
  public static final String REMEDY = "remedy-task-svc";

  /** The ledger's own workers. */
  public static final String LEDGER = "ledger-svc";

  /** A person with the operator's key. */
  public static final String OPERATOR = "operator";

  /** The auditor's programme. */
  public static final String AUDITOR = "auditor";

  private static final List<Rule> RULES =
      List.of(
          rule(OPERATOR, Operation.ISSUE, ISSUER, USER),
          rule(BACKOFFICE, Operation.PLACE_HOLD, USER, HELD),
          rule(BACKOFFICE, Operation.VOID_HOLD, HELD, USER),
          rule(TRANSFER, Operation.POST_JOURNAL, USER, SYSTEM),
          rule(TRANSFER, Operation.PLACE_FUND_HOLD, USER, HELD),
          rule(TRANSFER, Operation.POST_FUND_HOLD, HELD, USER, SYSTEM),
          rule(TRANSFER, Operation.VOID_FUND_HOLD, HELD, USER),
          rule(TRANSFER, Operation.READ_FUND_HOLD, USER, HELD),
          rule(TRANSFER, Operation.READ_ACCOUNT, USER, HELD, SYSTEM),
          rule(REMEDY, Operation.POST_JOURNAL, USER, SYSTEM),
          rule(REMEDY, Operation.PLACE_FUND_HOLD, USER, HELD),
          rule(REMEDY, Operation.POST_FUND_HOLD, HELD, USER, SYSTEM),
          rule(REMEDY, Operation.VOID_FUND_HOLD, HELD, USER),
          rule(REMEDY, Operation.READ_FUND_HOLD, USER, HELD),
          rule(REMEDY, Operation.READ_ACCOUNT, USER, HELD, SYSTEM),
          rule(LEDGER, Operation.EXPIRE_HOLD, HELD, USER),
          rule(BACKOFFICE, Operation.OPEN_GROUP, HELD, PURSE),
          rule(CORE, Operation.TRADE, HELD, PURSE, USER),
          rule(CORE, Operation.END_GROUP, HELD, PURSE, USER),
          rule(BACKOFFICE, Operation.MIRROR, OUTSIDE, INTERMEDIARY, FEE, SUSPENSE, RECEIVABLE),
          rule(FRONTOFFICE, Operation.READ_BALANCES, USER, HELD),
          rule(OPERATOR, Operation.READ_BALANCES, USER, HELD),
          rule(AUDITOR, Operation.READ_BALANCES, USER, HELD),
          rule(FRONTOFFICE, Operation.READ_ACCOUNT, USER, HELD),
          rule(BACKOFFICE, Operation.READ_ACCOUNT, OUTSIDE, INTERMEDIARY, FEE),
          rule(OPERATOR, Operation.READ_ACCOUNT, AccountKind.values()),
          rule(AUDITOR, Operation.READ_ACCOUNT, AccountKind.values()),
          rule(FRONTOFFICE, Operation.READ_POINT_AMOUNTS),
          rule(OPERATOR, Operation.READ_POINT_AMOUNTS),
          rule(AUDITOR, Operation.READ_POINT_AMOUNTS),
          rule(OPERATOR, Operation.READ_TRIAL_BALANCE, AccountKind.values()),
          rule(AUDITOR, Operation.READ_TRIAL_BALANCE, AccountKind.values()));

  private AllowList() {}

  /** Whether the caller may do this with accounts of all these kinds. */
  public static boolean permits(String caller, Operation operation, Set<AccountKind> kinds) {
    return RULES.stream()
        .anyMatch(
            rule ->
                rule.caller.equals(caller)
                    && rule.operation == operation
                    && rule.kinds.containsAll(kinds));
  }

  private static Rule rule(String caller, Operation operation, AccountKind... kinds) {
    Set<AccountKind> set = EnumSet.noneOf(AccountKind.class);
    set.addAll(List.of(kinds));
    return new Rule(caller, operation, set);
  }

  private record Rule(String caller, Operation operation, Set<AccountKind> kinds) {}
}
