package io.dams.frontoffice.candle;

import io.dams.contracts.id.ContractId;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.contract.ContractProblem;
import io.dams.frontoffice.contract.Contracts;
import io.dams.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Candles, for everybody to see and for operators to make anew. */
@RestController
@SecurityRequirements
class CandleController {

  private final Candles candles;
  private final Contracts contracts;
  private final Clock clock;

  CandleController(Candles candles, Contracts contracts, Clock clock) {
    this.candles = candles;
    this.contracts = contracts;
    this.clock = clock;
  }

  /**
   * Candles of a book, newest first: {@code before} is {@code next} of the page before. Where
   * nothing was traded there is none. Those of 1m and 5m are kept for 30 days.
   */
  @GetMapping("/v1/contracts/{contract}/candles")
  CandlePage candles(
      @PathVariable ContractId contract,
      @RequestParam CandlePeriod period,
      @RequestParam(required = false) @Nullable Instant before,
      @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
    Contract known = known(contract);
    Instant end = before == null ? clock.instant().plusSeconds(60) : before;
    List<CandleView> items =
        candles.before(contract, period, end, limit).stream()
            .map(candle -> CandleView.of(known, candle))
            .toList();
    return new CandlePage(items, items.size() < limit ? null : items.getLast().start());
  }

  /**
   * Makes the candles of a book anew from its trades: those of today and of the six days before.
   * For operators.
   */
  @PostMapping("/ops/market/{contract}/candles")
  RebuildView rebuildCandles(@PathVariable ContractId contract) {
    return new RebuildView(candles.rebuild(contract, known(contract).terms().shard()));
  }

  private Contract known(ContractId id) {
    Contract contract = contracts.find(id);
    if (contract == null) {
      throw new ProblemException(
          ContractProblem.CONTRACT_NOT_FOUND, "no contract " + id, Map.of("field", "contract"));
    }
    return contract;
  }

  /**
   * A page.
   *
   * @param next give it as {@code before}; null at the end
   */
  record CandlePage(List<CandleView> items, @Nullable Instant next) {}

  /**
   * What was made.
   *
   * @param candles how many
   */
  record RebuildView(int candles) {}
}
