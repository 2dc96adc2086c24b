package io.dams.transfer.query;

import io.dams.platform.problem.ProblemException;
import io.dams.transfer.order.OrderProblem;
import io.dams.transfer.order.OrderView;
import io.dams.transfer.order.Orders;
import io.dams.transfer.partnersignature.Partner;
import io.dams.transfer.signedin.SignedIn;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders, for their users and for partners. */
@RestController
class OrderController {

  private final OrderLists lists;
  private final FollowedOrders followed;
  private final Orders orders;

  OrderController(OrderLists lists, FollowedOrders followed, Orders orders) {
    this.lists = lists;
    this.followed = followed;
    this.orders = orders;
  }

  /** The user's orders, the oldest first. */
  @GetMapping("/v1/orders")
  OrderPage ofUser(
      SignedIn signedIn,
      @RequestParam(defaultValue = "false") boolean archived,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, OrderPage.MAX_LIMIT);
    OrderFilter filter = OrderFilter.ofUser(signedIn.user().value(), archived);
    return OrderPage.of(lists.list(filter, after, bound), bound);
  }

  /** One of the user's orders, also from the archive. 404 no-such-order. */
  @GetMapping("/v1/orders/{id}")
  OrderView get(SignedIn signedIn, @PathVariable long id) {
    return orders
        .find(id)
        .filter(order -> order.userId().equals(signedIn.user()))
        .map(OrderView::of)
        .orElseThrow(
            () -> new ProblemException(OrderProblem.NO_SUCH_ORDER, "there is no order " + id));
  }

  /**
   * The partner's orders, to be followed: a page goes on from the {@code next} of the one before,
   * which is there also at the end, and so none is missed. The archive is read by ids.
   */
  @GetMapping("/v1/partner/orders")
  FollowedPage ofPartner(
      Partner partner,
      @RequestParam(defaultValue = "false") boolean archived,
      @RequestParam(defaultValue = "0") long after,
      @RequestParam(defaultValue = "50") int limit) {
    int bound = Math.clamp(limit, 1, OrderPage.MAX_LIMIT);
    int app = partner.app().id();
    return archived
        ? FollowedPage.ofArchive(lists.list(OrderFilter.archiveOf(app), after, bound), after)
        : FollowedPage.of(followed.page(app, after, bound), after);
  }
}
