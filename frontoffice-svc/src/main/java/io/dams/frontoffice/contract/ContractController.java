package io.dams.frontoffice.contract;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.ContractState;
import io.dams.contracts.order.ContractTerms;
import io.dams.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Contracts, for everybody to see and for operators to change. */
@RestController
@SecurityRequirements
class ContractController {

  private final Contracts contracts;

  ContractController(Contracts contracts) {
    this.contracts = contracts;
  }

  /** All contracts in force. */
  @GetMapping("/v1/contracts")
  ContractList contracts() {
    return new ContractList(contracts.all().stream().map(ContractView::of).toList());
  }

  /** One contract in force. */
  @GetMapping("/v1/contracts/{contract}")
  ContractView contract(@PathVariable ContractId contract) {
    Contract found = contracts.find(contract);
    if (found == null) {
      throw notFound(contract);
    }
    return ContractView.of(found);
  }

  /** Asks for a change; it is in force when the core says so. For operators. */
  @PutMapping("/ops/contracts/{contract}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  ChangeView putContract(
      @PathVariable ContractId contract, @Valid @RequestBody TermsRequest request) {
    contracts.request(request.terms(contract));
    return contractChange(contract);
  }

  /** The last change that was asked for, and what the core said to it. For operators. */
  @GetMapping("/ops/contracts/{contract}")
  ChangeView contractChange(@PathVariable ContractId contract) {
    ContractChange change = contracts.lastChange(contract);
    if (change == null) {
      throw notFound(contract);
    }
    return new ChangeView(
        contract,
        change.terms().state(),
        change.answer().progress().name(),
        change.answer().refusedRule(),
        change.answer().requestedAt());
  }

  private static ProblemException notFound(ContractId contract) {
    return new ProblemException(
        ContractProblem.CONTRACT_NOT_FOUND, "no contract " + contract, Map.of("field", "contract"));
  }

  /**
   * The terms that operators ask for; numbers are minor units.
   *
   * @param state OPEN or HALTED; OPEN when left out
   */
  record TermsRequest(
      @NotNull AssetCode point,
      @NotNull AssetCode token,
      int shard,
      @Min(0) @Max(Asset.MAX_SCALE) int pointScale,
      @Min(0) @Max(Asset.MAX_SCALE) int tokenScale,
      long lotUnits,
      long tickUnits,
      long minLots,
      long maxLots,
      long maxPriceUnits,
      int feeRatioPpm,
      @Nullable ContractState state) {

    ContractTerms terms(ContractId contract) {
      try {
        return new ContractTerms(
            contract,
            point,
            token,
            shard,
            pointScale,
            tokenScale,
            lotUnits,
            tickUnits,
            minLots,
            maxLots,
            maxPriceUnits,
            feeRatioPpm,
            state == null ? ContractState.OPEN : state);
      } catch (IllegalArgumentException e) {
        String rule = String.valueOf(e.getMessage());
        throw new ProblemException(
            ContractProblem.CONTRACT_TERMS_INVALID, rule, Map.of("rule", rule));
      }
    }
  }

  /** What became of a change. */
  record ChangeView(
      ContractId contract,
      ContractState state,
      String progress,
      @Nullable String refusedRule,
      Instant requestedAt) {}

  /** All of them. */
  record ContractList(List<ContractView> contracts) {}

  /**
   * A contract; amounts are decimals of the point or of the token.
   *
   * @param lot points in one lot: a quantity is a multiple of it
   * @param tick tokens for one lot: a price is a multiple of it
   * @param minQuantity the least that a leg may order
   * @param maxQuantity the most that a leg may order
   * @param maxPrice tokens for one lot
   * @param feeRatio the merchant's fee on what is sold
   * @param lastPrice tokens for one lot; null before the first trade
   */
  record ContractView(
      ContractId contract,
      AssetCode point,
      AssetCode token,
      int pointScale,
      int tokenScale,
      String lot,
      String tick,
      String minQuantity,
      String maxQuantity,
      String maxPrice,
      String feeRatio,
      ContractState state,
      @Nullable String lastPrice) {

    static ContractView of(Contract contract) {
      ContractTerms terms = contract.terms();
      Asset point = contract.pointAsset();
      Asset token = contract.tokenAsset();
      return new ContractView(
          terms.contract(),
          terms.point(),
          terms.token(),
          terms.pointScale(),
          terms.tokenScale(),
          point.text(terms.lotUnits()),
          token.text(terms.tickUnits()),
          point.text(terms.minLots() * terms.lotUnits()),
          point.text(terms.maxLots() * terms.lotUnits()),
          token.text(terms.maxPriceUnits()),
          BigDecimal.valueOf(terms.feeRatioPpm(), 6).toPlainString(),
          terms.state(),
          contract.lastPriceUnits() == 0 ? null : token.text(contract.lastPriceUnits()));
    }
  }
}
