package io.dams.ledger.account;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.platform.identity.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class BalanceController {

  private final Accounts accounts;

  BalanceController(Accounts accounts) {
    this.accounts = accounts;
  }

  /** The user's tokens by asset; empty for a user without any. */
  @GetMapping("/internal/users/{user}/balances")
  List<TokenBalance> balances(@Parameter(hidden = true) Caller caller, @PathVariable UserId user) {
    Callers.require(caller, Operation.READ_BALANCES, Set.of(AccountKind.USER, AccountKind.HELD));
    return accounts.balances(user);
  }
}
