package io.dams.contracts.order;

/** Where the tokens of a group's buy legs come from, told by its legs. */
public enum Funding {
  /** Only sell legs: each fill is credited to the user. */
  SELL_ONLY,
  /**
   * Sell and buy legs: what the sell legs earn pays for the buy legs, through the group's purse.
   */
  LINKED,
  /** One buy leg: paid by a hold on the user's tokens that lives as long as the leg. */
  HOLD
}
