package io.dams.frontoffice.wallet;

import io.dams.contracts.merchant.MerchantProblem;

/** What a merchant said when it was asked for a balance. */
public sealed interface BalanceAnswer {

  /**
   * The balance at this moment.
   *
   * @param availableUnits what the member can spend
   */
  record Live(long availableUnits) implements BalanceAnswer {}

  /** No answer in time, or none that can be used. */
  record Unanswered(String reason) implements BalanceAnswer {}

  /** The merchant refused to tell; after MEMBER_TOKEN_INVALID the wallet is unbound. */
  record Refused(MerchantProblem problem) implements BalanceAnswer {}
}
