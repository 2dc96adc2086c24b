package io.dams.ledger.history;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.OrderGroupTerms;

/**
 * What of an order group never changes.
 *
 * @param group its id
 * @param user whose it is
 * @param token the token of its contracts
 * @param funding where the tokens of its buy legs come from
 */
public record OrderGroup(OrderGroupId group, UserId user, AssetCode token, Funding funding) {

  /** The same, from the group's terms. */
  public static OrderGroup of(OrderGroupTerms terms) {
    return new OrderGroup(terms.group(), terms.user(), terms.token(), terms.funding());
  }
}
