package io.dams.frontoffice.draft;

import io.dams.platform.problem.ProblemType;

/** Why an order group is refused; each names the field and the rule. */
public enum OrderProblem implements ProblemType {
  UNKNOWN_CONTRACT("unknown-contract", 422, "There is no such contract"),
  CONTRACT_HALTED("contract-halted", 422, "The contract takes no orders at this moment"),
  SEVERAL_TOKENS("several-tokens", 422, "All contracts of an order group have the same token"),
  WRONG_FORM("wrong-form", 422, "The legs are not of a form that is traded"),
  WRONG_EXPIRY("wrong-expiry", 422, "The order group would have expired already"),
  BELOW_MINIMUM("below-minimum", 422, "The quantity is below the contract's minimum"),
  ABOVE_MAXIMUM("above-maximum", 422, "The quantity is above the contract's maximum"),
  WRONG_LOT("wrong-lot", 422, "The quantity is not a multiple of the contract's lot"),
  WRONG_TICK("wrong-tick", 422, "The price is not a multiple of the contract's tick"),
  PRICE_OUT_OF_RANGE("price-out-of-range", 422, "The price is not within the contract's range"),
  NO_BOUND_WALLET("no-bound-wallet", 422, "The points of this merchant are not bound"),
  INSUFFICIENT_POINTS("insufficient-points", 422, "The points do not cover quantity and fee"),
  INSUFFICIENT_TOKENS("insufficient-tokens", 422, "The tokens do not cover quantity × price"),
  TOO_MANY_OPEN("too-many-open-groups", 429, "Too many order groups are open; end some first"),
  QUOTE_NOT_FOUND("quote-not-found", 404, "There is no such quote of yours"),
  QUOTE_EXPIRED("quote-expired", 422, "The quote is no longer valid; get a new one"),
  QUOTE_USED("quote-used", 422, "The quote was used by another order group"),
  NO_LIQUIDITY("no-liquidity", 422, "The market does not have it at this moment"),
  SAME_POINT("same-point", 422, "Points are swapped for those of another merchant");

  private final String code;
  private final int status;
  private final String title;

  OrderProblem(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
