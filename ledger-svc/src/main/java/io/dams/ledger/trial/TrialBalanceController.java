package io.dams.ledger.trial;

import io.dams.contracts.ledger.TrialBalance;
import io.dams.ledger.account.AccountKind;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.Operation;
import io.dams.platform.identity.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.EnumSet;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TrialBalanceController {

  private final TrialBalances balances;

  TrialBalanceController(TrialBalances balances) {
    this.balances = balances;
  }

  /** Whether everything in the ledger adds up, now. */
  @GetMapping("/internal/trial-balance")
  TrialBalance take(@Parameter(hidden = true) Caller caller) {
    Callers.require(caller, Operation.READ_TRIAL_BALANCE, EnumSet.allOf(AccountKind.class));
    return balances.take();
  }
}
