package io.dams.ledger.trial;

import io.dams.contracts.ledger.TrialBalance;
import io.dams.contracts.ledger.TrialBalance.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Draws up the trial balance: reads everything, so not for each minute of a large ledger. */
@Component
public class TrialBalances {

  private final List<IntFunction<List<Finding>>> rules;
  private final TrialBalanceMapper mapper;

  TrialBalances(TrialBalanceMapper mapper) {
    this.mapper = mapper;
    this.rules =
        List.of(
            mapper::unbalancedJournals,
            mapper::unbalancedAssets,
            mapper::differingBalances,
            mapper::belowFloor,
            mapper::differingHolds,
            mapper::orphanedHolds,
            mapper::fullPurses,
            mapper::differingLegs,
            mapper::differingMarkets,
            mapper::differingVolumes);
  }

  /** The trial balance of this moment, in one consistent view of all tables. */
  @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
  public TrialBalance take() {
    List<Finding> findings = new ArrayList<>();
    for (IntFunction<List<Finding>> rule : rules) {
      findings.addAll(rule.apply(TrialBalance.MAX_FINDINGS));
    }
    return new TrialBalance(mapper.now(), findings.isEmpty(), mapper.assets(), findings);
  }
}
