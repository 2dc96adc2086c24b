package io.dams.frontoffice.token;

import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.frontoffice.contract.Contract;
import io.dams.frontoffice.contract.Contracts;
import io.dams.frontoffice.session.SignedIn;
import io.dams.frontoffice.token.Tokens.LedgerUnavailableException;
import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** One's own token balances. */
@RestController
class TokenController {

  private final Tokens tokens;
  private final Contracts contracts;

  TokenController(Tokens tokens, Contracts contracts) {
    this.tokens = tokens;
    this.contracts = contracts;
  }

  /** One's balances of all tokens that are traded, from the ledger. */
  @GetMapping("/v1/tokens")
  TokenList tokens(SignedIn who) {
    Map<AssetCode, TokenBalance> balances = balances(who);
    return new TokenList(
        contracts.all().stream()
            .map(Contract::tokenAsset)
            .distinct()
            .map(token -> TokenView.of(token, balances.get(token.code())))
            .toList());
  }

  private Map<AssetCode, TokenBalance> balances(SignedIn who) {
    try {
      return tokens.balances(who.user()).stream()
          .collect(Collectors.toMap(TokenBalance::asset, balance -> balance));
    } catch (LedgerUnavailableException e) {
      throw new ProblemException(
          CommonProblem.TEMPORARILY_UNAVAILABLE, "the ledger does not answer at this moment");
    }
  }

  /** All of them. */
  record TokenList(List<TokenView> tokens) {}

  /**
   * A balance, as decimals of the token.
   *
   * @param available free to use
   * @param held set aside for open orders
   */
  record TokenView(AssetCode token, String available, String held) {

    static TokenView of(Asset token, @Nullable TokenBalance balance) {
      return new TokenView(
          token.code(),
          token.text(balance == null ? 0 : balance.availableUnits()),
          token.text(balance == null ? 0 : balance.heldUnits()));
    }
  }
}
