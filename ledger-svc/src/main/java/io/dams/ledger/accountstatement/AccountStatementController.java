package io.dams.ledger.accountstatement;

import static io.dams.ledger.account.NamedAccounts.invalid;

import io.dams.contracts.ledger.AccountBalance;
import io.dams.contracts.ledger.AccountStatement;
import io.dams.contracts.money.AssetCode;
import io.dams.ledger.account.AccountId;
import io.dams.ledger.account.AccountKind;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.Operation;
import io.dams.ledger.accountstatement.AccountStatements.Cursor;
import io.dams.platform.identity.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Statements and balances of single accounts, for those who may read accounts of the kind. */
@RestController
@RequestMapping("/internal/accounts")
class AccountStatementController {

  private static final int MAX_LINES = 500;

  private final AccountStatements statements;
  private final Clock clock;

  AccountStatementController(AccountStatements statements, Clock clock) {
    this.statements = statements;
    this.clock = clock;
  }

  /**
   * The balance by all entries before a time, now if none is given. 0 for an account that nothing
   * ever moved on.
   *
   * @param owner a user, a group, an app; of ISSUER, OUTSIDE, INTERMEDIARY and FEE the asset
   */
  @GetMapping("/balance")
  AccountBalance balance(
      @Parameter(hidden = true) Caller caller,
      @RequestParam AccountKind kind,
      @RequestParam String owner,
      @RequestParam(defaultValue = "0") int fund,
      @RequestParam AssetCode asset,
      @RequestParam(required = false) @Nullable Instant at) {
    AccountId account = account(caller, kind, owner, fund, asset);
    Instant time = at == null ? clock.instant() : at;
    return new AccountBalance(account.code(), time, statements.balanceBefore(account, time));
  }

  /**
   * What moved within a period, in pages.
   *
   * @param from the first moment of the period
   * @param to the first moment after it
   * @param after {@code next} of the page before
   */
  @GetMapping("/statement")
  AccountStatement statement(
      @Parameter(hidden = true) Caller caller,
      @RequestParam AccountKind kind,
      @RequestParam String owner,
      @RequestParam(defaultValue = "0") int fund,
      @RequestParam AssetCode asset,
      @RequestParam Instant from,
      @RequestParam Instant to,
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(defaultValue = "100") int limit) {
    AccountId account = account(caller, kind, owner, fund, asset);
    if (limit < 1 || limit > MAX_LINES) {
      throw invalid("limit", "1 to " + MAX_LINES);
    }
    Cursor cursor =
        after == null
            ? null
            : Cursor.parse(after).orElseThrow(() -> invalid("after", "next of a page"));
    return statements.page(account, from, to, cursor, limit);
  }

  private static AccountId account(
      Caller caller, AccountKind kind, String owner, int fund, AssetCode asset) {
    Callers.require(caller, Operation.READ_ACCOUNT, Set.of(kind));
    try {
      return new AccountId(kind, owner, fund, asset);
    } catch (IllegalArgumentException e) {
      throw invalid("owner", "known owner and fund: " + e.getMessage());
    }
  }
}
