package io.dams.transfer.inbound;

import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.Obligations;
import io.dams.platform.problem.ProblemException;
import io.dams.transfer.amount.Priced;
import io.dams.transfer.amount.Priced.Amounts;
import io.dams.transfer.app.AppProblem;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.callback.Callbacks;
import io.dams.transfer.order.NewOrder;
import io.dams.transfer.order.Opening;
import io.dams.transfer.order.OrderProblem;
import io.dams.transfer.order.OrderRequest;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.posting.OrderReference;
import io.dams.transfer.posting.Postings;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Transfers in: taken, confirmed or refused. Each step is one transaction. */
@Component
class Inbound {

  static final String ASK = "IN_ASK";

  private final Orders orders;
  private final Postings postings;
  private final Callbacks callbacks;
  private final Obligations obligations;
  private final Clock clock;

  Inbound(
      Orders orders, Postings postings, Callbacks callbacks, Obligations obligations, Clock clock) {
    this.orders = orders;
    this.postings = postings;
    this.callbacks = callbacks;
    this.obligations = obligations;
    this.clock = clock;
  }

  /**
   * Takes an order; the same again gives the first one, whatever has become of the app. Throws a
   * problem when there can be no such order. An app without {@code order_in_info_url} is believed:
   * its order goes to the ledger at once.
   */
  @Transactional
  TransferOrder take(OrderRequest request) {
    Optional<Opening> known = orders.known(request);
    Opening opening = known.isPresent() ? known.get() : orders.open(priced(request));
    return switch (opening) {
      case Opening.Known it -> it.order();
      case Opening.Opened it -> begin(request.app(), it.order());
      case Opening.Conflict _ ->
          throw new ProblemException(
              OrderProblem.ORDER_CONFLICT, "outOrderId " + request.outOrderId() + " is taken");
    };
  }

  private static NewOrder priced(OrderRequest request) {
    PartnerApp app = request.app();
    if (!app.takesIn()) {
      throw new ProblemException(
          AppProblem.APP_CLOSED, app.terms().keyname() + " takes no transfers in");
    }
    if (request.isCircular()) {
      throw new ProblemException(OrderProblem.CIRCULAR, "another user");
    }
    return switch (app.inRates().in(request.said())) {
      case Priced.Refused(Priced.Rule rule) -> throw OrderProblem.amount("outAmount", rule);
      case Amounts amounts -> new NewOrder(request, amounts, !app.terms().asksIn());
    };
  }

  private TransferOrder begin(PartnerApp app, TransferOrder order) {
    if (!app.terms().asksIn()) {
      postings.oweInPost(order);
    } else {
      obligations.owe(
          new NewObligation(
              ASK,
              app.lane(),
              Long.toString(order.id()),
              new OrderReference(order.id()),
              clock.instant()));
    }
    return order;
  }

  /** 1 → 20: the partner is about to be asked. Nothing happens when it was before. */
  @Transactional
  void begin(TransferOrder order) {
    orders.begin(order.id());
  }

  /** The partner's yes: the ledger is to post. Nothing happens when it is decided. */
  @Transactional(propagation = Propagation.MANDATORY)
  void confirm(TransferOrder order, @Nullable String data) {
    if (orders.confirm(order.id(), data)) {
      postings.oweInPost(order);
    }
  }

  /** The partner's no, or a yes to something else: nothing was posted, so it has failed at once. */
  @Transactional(propagation = Propagation.MANDATORY)
  void refuse(TransferOrder order, String reason, @Nullable String data) {
    if (orders.refuse(order.id(), reason, data) && orders.fail(order.id())) {
      callbacks.owe(orders.get(order.id()));
    }
  }
}
