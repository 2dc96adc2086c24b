package io.dams.frontoffice.market;

import io.dams.frontoffice.contract.Contracts;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** All books at a glance, for everybody. */
@RestController
@SecurityRequirements
class TickerController {

  private final Markets markets;
  private final Contracts contracts;

  TickerController(Markets markets, Contracts contracts) {
    this.markets = markets;
    this.contracts = contracts;
  }

  /** Best prices and the last 24 hours of every book. */
  @GetMapping("/v1/market/tickers")
  TickerList tickers() {
    return new TickerList(
        contracts.all().stream()
            .map(
                contract ->
                    TickerView.of(
                        contract, markets.depth(contract.id()), markets.day(contract.id())))
            .toList());
  }

  /** All of them. */
  record TickerList(List<TickerView> tickers) {}
}
