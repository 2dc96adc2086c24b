package io.dams.transfer.query;

import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.reading.Reading;
import java.util.List;
import org.springframework.stereotype.Component;

/** Lists of orders, page by page. */
@Component
class OrderLists {

  private final OrderListMapper mapper;

  OrderLists(Reading reading) {
    this.mapper = reading.mapper(OrderListMapper.class);
  }

  /**
   * A page in the order of ids.
   *
   * @param after the id after which to read on; 0 for the start
   */
  List<TransferOrder> list(OrderFilter filter, long after, int limit) {
    return mapper.list(filter, Math.max(after, 0), limit);
  }

  /**
   * A page of those of an app that have a position, by these.
   *
   * @param after the position after which to read on; 0 for the start
   */
  List<TransferOrder> followed(int app, long after, int limit) {
    return mapper.followed(app, Math.max(after, 0), limit);
  }
}
