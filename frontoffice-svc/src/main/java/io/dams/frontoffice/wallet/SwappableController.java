package io.dams.frontoffice.wallet;

import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.money.AssetCode;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.contract.Contracts;
import io.dams.frontoffice.session.SignedIn;
import io.dams.frontoffice.token.Tokens;
import io.dams.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The points that can be swapped for those of another merchant (获取换入换出积分列表). */
@RestController
class SwappableController {

  private static final Logger LOG = LoggerFactory.getLogger(SwappableController.class);

  private final Wallets wallets;
  private final LiveBalances balances;
  private final Contracts contracts;
  private final Tokens tokens;
  private final Reserved reserved;

  SwappableController(
      Wallets wallets,
      LiveBalances balances,
      Contracts contracts,
      Tokens tokens,
      Reserved reserved) {
    this.wallets = wallets;
    this.balances = balances;
    this.contracts = contracts;
    this.tokens = tokens;
    this.reserved = reserved;
  }

  /** A row for each bound point, other than the wanted one, with a contract of the same token. */
  @GetMapping("/v1/points/{exCode}/swappable")
  SwappableList swappable(SignedIn who, @PathVariable AssetCode exCode) {
    List<Contract> all = contracts.all();
    List<Contract> wantedContracts =
        all.stream().filter(contract -> contract.point().equals(exCode)).toList();
    if (wantedContracts.isEmpty()) {
      throw new ProblemException(
          WalletProblem.UNKNOWN_BRAND, "no contract trades " + exCode, Map.of("field", "exCode"));
    }
    List<Wallet> others =
        wallets.bound(who.user()).stream()
            .filter(wallet -> !wallet.exCode().equals(exCode))
            .toList();
    CompletableFuture<Map<AssetCode, PointAmount>> market =
        CompletableFuture.supplyAsync(this::market, Thread::startVirtualThread);
    Map<AssetCode, BalanceAnswer> answers = balances.of(others);
    Map<AssetCode, PointAmount> amounts = market.join();
    Map<AssetCode, Long> held = reserved.reservedUnits(who.user());
    return new SwappableList(
        others.stream()
            .flatMap(wallet -> rows(wallet, wantedContracts, all, answers, held, amounts))
            .toList());
  }

  private static Stream<Swappable> rows(
      Wallet wallet,
      List<Contract> wanted,
      List<Contract> all,
      Map<AssetCode, BalanceAnswer> answers,
      Map<AssetCode, Long> held,
      Map<AssetCode, PointAmount> market) {
    return wanted.stream()
        .flatMap(
            main ->
                all.stream()
                    .filter(
                        row ->
                            row.point().equals(wallet.exCode())
                                && row.terms().token().equals(main.terms().token()))
                    .map(
                        row ->
                            Swappable.of(
                                wallet,
                                row,
                                main,
                                answers.get(wallet.exCode()),
                                held.getOrDefault(wallet.exCode(), 0L),
                                market.get(wallet.exCode()))));
  }

  /** Without the ledger the list still answers: supply and demand are left out. */
  private Map<AssetCode, PointAmount> market() {
    try {
      return tokens.pointAmounts().stream()
          .collect(Collectors.toMap(PointAmount::point, amount -> amount));
    } catch (Tokens.LedgerUnavailableException e) {
      LOG.warn("supply and demand are left out: {}", e.getMessage());
      return Map.of();
    }
  }

  /** All of them. */
  record SwappableList(List<Swappable> points) {}
}
