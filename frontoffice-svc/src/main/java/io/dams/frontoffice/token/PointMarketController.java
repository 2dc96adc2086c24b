package io.dams.frontoffice.token;

import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.contract.Contracts;
import io.dams.frontoffice.token.PointMarket.Told;
import io.dams.frontoffice.token.Tokens.LedgerUnavailableException;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Supply, demand and volume of points (the seed's {@code point_amount}), for everybody. */
@RestController
@SecurityRequirements
class PointMarketController {

  private final PointMarket market;
  private final Contracts contracts;

  PointMarketController(PointMarket market, Contracts contracts) {
    this.market = market;
    this.contracts = contracts;
  }

  /** Supply, demand and volume of every point that is traded, from the ledger. */
  @GetMapping("/v1/market/points")
  PointMarketList pointMarkets() {
    Told told = told();
    Map<AssetCode, PointAmount> amounts =
        told.amounts().stream().collect(Collectors.toMap(PointAmount::point, one -> one));
    return new PointMarketList(
        contracts.all().stream()
            .map(Contract::pointAsset)
            .distinct()
            .map(point -> PointMarketView.of(point, amounts.get(point.code())))
            .toList(),
        told.at());
  }

  private Told told() {
    try {
      return market.amounts();
    } catch (LedgerUnavailableException e) {
      throw new ProblemException(
          CommonProblem.TEMPORARILY_UNAVAILABLE, "the ledger does not answer at this moment");
    }
  }

  /**
   * All of them.
   *
   * @param at when the ledger told them; not long ago, unless it does not answer
   */
  record PointMarketList(List<PointMarketView> points, Instant at) {}

  /**
   * The market of a point, as decimals of it.
   *
   * @param supply open sell quantity
   * @param demand open buy quantity
   * @param volume executed, ever
   */
  record PointMarketView(AssetCode point, String supply, String demand, String volume) {

    static PointMarketView of(Asset point, @Nullable PointAmount amount) {
      return new PointMarketView(
          point.code(),
          point.text(amount == null ? 0 : amount.supplyUnits()),
          point.text(amount == null ? 0 : amount.demandUnits()),
          point.text(amount == null ? 0 : amount.volumeUnits()));
    }
  }
}
