package io.dams.ledger.market;

import io.dams.contracts.ledger.PointAmount;
import io.dams.ledger.account.Callers;
import io.dams.ledger.account.Operation;
import io.dams.platform.identity.Caller;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class PointAmountController {

  private final PointAmounts amounts;

  PointAmountController(PointAmounts amounts) {
    this.amounts = amounts;
  }

  /** Supply, demand and volume of all points. */
  @GetMapping("/internal/point-amounts")
  List<PointAmount> all(@Parameter(hidden = true) Caller caller) {
    Callers.require(caller, Operation.READ_POINT_AMOUNTS, Set.of());
    return amounts.all();
  }
}
