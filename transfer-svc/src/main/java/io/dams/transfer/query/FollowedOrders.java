package io.dams.transfer.query;

import io.dams.transfer.order.TransferOrder;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The list of an app's orders as its partner follows it: who reads on from where he stopped misses
 * none. An id is given before its order is committed, so that a page in the order of ids could pass
 * over one; a position is given afterwards, when the list is read, under a lock that is held until
 * it is committed. What has no position yet comes behind all that has.
 */
@Component
class FollowedOrders {

  private static final int AT_ONCE = 500;

  private final OrderLists lists;
  private final FollowedMapper mapper;
  private final TransactionTemplate transaction;

  FollowedOrders(OrderLists lists, FollowedMapper mapper, TransactionTemplate transaction) {
    this.lists = lists;
    this.mapper = mapper;
    this.transaction = transaction;
  }

  /**
   * A page; what came since the last reading is put at the end of the list when the page has room.
   *
   * @param after the position after which to read on; 0 for the start
   */
  List<TransferOrder> page(int app, long after, int limit) {
    List<TransferOrder> page = lists.followed(app, after, limit);
    if (page.size() == limit || !mapper.hasNew(app)) {
      return page;
    }
    transaction.executeWithoutResult(_ -> append(app));
    return lists.followed(app, after, limit);
  }

  private void append(int app) {
    mapper.lock(app);
    List<Long> orders = mapper.lockNew(app, AT_ONCE).stream().sorted().toList();
    if (orders.isEmpty()) {
      return;
    }
    long last = mapper.lastPosition(app);
    int appended = mapper.number(orders, last) + mapper.advance(app, last + orders.size());
    if (appended != orders.size() + 1) {
      throw new IllegalStateException("orders of app " + app + " are locked, and gone");
    }
  }
}
