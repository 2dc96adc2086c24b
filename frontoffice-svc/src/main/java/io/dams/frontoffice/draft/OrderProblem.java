package io.dams.frontoffice.draft;

import io.dams.platform.problem.ProblemType;

/** Why an order group is refused; each names the field and the rule. */
public final class OrderProblem {

  public static final ProblemType UNKNOWN_CONTRACT =
      new ProblemType("unknown-contract", 422, "There is no such contract");
  public static final ProblemType CONTRACT_HALTED =
      new ProblemType("contract-halted", 422, "The contract takes no orders at this moment");
  public static final ProblemType SEVERAL_TOKENS =
      new ProblemType("several-tokens", 422, "All contracts of an order group have the same token");
  public static final ProblemType WRONG_FORM =
      new ProblemType("wrong-form", 422, "The legs are not of a form that is traded");
  public static final ProblemType WRONG_EXPIRY =
      new ProblemType("wrong-expiry", 422, "The time of expiry is not possible");
  public static final ProblemType BELOW_MINIMUM =
      new ProblemType("below-minimum", 422, "The quantity is below the contract's minimum");
  public static final ProblemType ABOVE_MAXIMUM =
      new ProblemType("above-maximum", 422, "The quantity is above the contract's maximum");
  public static final ProblemType WRONG_LOT =
      new ProblemType("wrong-lot", 422, "The quantity is not a multiple of the contract's lot");
  public static final ProblemType WRONG_TICK =
      new ProblemType("wrong-tick", 422, "The price is not a multiple of the contract's tick");
  public static final ProblemType PRICE_OUT_OF_RANGE =
      new ProblemType("price-out-of-range", 422, "The price is not within the contract's range");
  public static final ProblemType NO_BOUND_WALLET =
      new ProblemType("no-bound-wallet", 422, "The points of this merchant are not bound");
  public static final ProblemType INSUFFICIENT_POINTS =
      new ProblemType("insufficient-points", 422, "The points do not cover quantity and fee");
  public static final ProblemType INSUFFICIENT_TOKENS =
      new ProblemType("insufficient-tokens", 422, "The tokens do not cover quantity × price");
  public static final ProblemType TOO_MANY_OPEN =
      new ProblemType(
          "too-many-open-groups", 429, "Too many order groups are open; end some first");
  public static final ProblemType QUOTE_NOT_FOUND =
      new ProblemType("quote-not-found", 404, "There is no such quote of yours");
  public static final ProblemType QUOTE_EXPIRED =
      new ProblemType("quote-expired", 422, "The quote is no longer valid; get a new one");
  public static final ProblemType QUOTE_USED =
      new ProblemType("quote-used", 422, "The quote was used by another order group");
  public static final ProblemType NO_LIQUIDITY =
      new ProblemType("no-liquidity", 422, "The market does not have it at this moment");
  public static final ProblemType SAME_POINT =
      new ProblemType("same-point", 422, "Points are swapped for those of another merchant");

  private OrderProblem() {}
}
