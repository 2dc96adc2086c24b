package io.dams.transfer.query;

import io.dams.transfer.order.OrderView;
import io.dams.transfer.order.TransferOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of orders.
 *
 * @param next the {@code after} of the next one; null at the end
 */
record OrderPage(List<OrderView> items, @Nullable String next) {

  static final int MAX_LIMIT = 200;

  static OrderPage of(List<TransferOrder> orders, int limit) {
    List<OrderView> items = orders.stream().map(OrderView::of).toList();
    return new OrderPage(items, items.size() < limit ? null : items.getLast().id());
  }
}
