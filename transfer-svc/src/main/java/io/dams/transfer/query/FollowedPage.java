package io.dams.transfer.query;

import io.dams.transfer.order.OrderView;
import io.dams.transfer.order.TransferOrder;
import java.util.List;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * A page of orders of which more may come.
 *
 * @param items empty when there is nothing more now
 * @param next the {@code after} of the next one
 */
record FollowedPage(List<OrderView> items, String next) {

  static FollowedPage of(List<TransferOrder> orders, long after) {
    return of(orders, after, order -> Objects.requireNonNull(order.listPosition()));
  }

  static FollowedPage ofArchive(List<TransferOrder> orders, long after) {
    return of(orders, after, TransferOrder::id);
  }

  private static FollowedPage of(
      List<TransferOrder> orders, long after, ToLongFunction<TransferOrder> place) {
    long next = orders.isEmpty() ? after : place.applyAsLong(orders.getLast());
    return new FollowedPage(
        orders.stream().map(OrderView::of).toList(), Long.toString(Math.max(next, 0)));
  }
}
