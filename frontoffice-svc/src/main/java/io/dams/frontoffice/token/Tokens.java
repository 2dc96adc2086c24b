package io.dams.frontoffice.token;

import io.dams.contracts.id.UserId;
import io.dams.contracts.ledger.PointAmount;
import io.dams.contracts.ledger.TokenBalance;
import io.dams.contracts.money.AssetCode;
import java.util.List;

/** Tokens of a user, and the market's totals, as the ledger has them at this moment. */
public interface Tokens {

  /**
   * All token balances of a user. Throws {@link LedgerUnavailableException} when the ledger does
   * not answer.
   */
  List<TokenBalance> balances(UserId user);

  /**
   * Supply, demand and volume of all points. Throws {@link LedgerUnavailableException} when the
   * ledger does not answer.
   */
  List<PointAmount> pointAmounts();

  /** What a user can spend of a token; 0 for a token that the user never had. */
  default long availableUnits(UserId user, AssetCode token) {
    return balances(user).stream()
        .filter(balance -> balance.asset().equals(token))
        .mapToLong(TokenBalance::availableUnits)
        .sum();
  }

  /** The ledger gave no answer that can be used. */
  class LedgerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** For this cause. */
    public LedgerUnavailableException(Throwable cause) {
      super("the ledger does not answer", cause);
    }
  }
}
