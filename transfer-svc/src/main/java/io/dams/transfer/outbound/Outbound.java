package io.dams.transfer.outbound;

import io.dams.platform.obligation.NewObligation;
import io.dams.platform.obligation.Obligations;
import io.dams.platform.problem.ProblemException;
import io.dams.transfer.amount.Priced;
import io.dams.transfer.amount.Priced.Amounts;
import io.dams.transfer.app.AppProblem;
import io.dams.transfer.app.Apps;
import io.dams.transfer.app.PartnerApp;
import io.dams.transfer.breakbook.BreakBook;
import io.dams.transfer.order.NewOrder;
import io.dams.transfer.order.Opening;
import io.dams.transfer.order.OrderProblem;
import io.dams.transfer.order.OrderRequest;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.posting.OrderReference;
import io.dams.transfer.posting.Postings;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Transfers out: taken, held, decided. Each step is one transaction. */
@Component
class Outbound {

  static final String HOLD = "OUT_HOLD";
  static final String ASK = "OUT_ASK";

  private final Orders orders;
  private final Apps apps;
  private final Postings postings;
  private final Obligations obligations;
  private final BreakBook breaks;
  private final Clock clock;

  Outbound(
      Orders orders,
      Apps apps,
      Postings postings,
      Obligations obligations,
      BreakBook breaks,
      Clock clock) {
    this.orders = orders;
    this.apps = apps;
    this.postings = postings;
    this.obligations = obligations;
    this.breaks = breaks;
    this.clock = clock;
  }

  /** Takes an order under a name that is new. Throws a problem when there can be none. */
  @Transactional
  TransferOrder take(OrderRequest request) {
    PartnerApp app = request.app();
    if (!app.takesOut()) {
      throw new ProblemException(
          AppProblem.APP_CLOSED, app.terms().keyname() + " takes no transfers out");
    }
    if (request.isCircular()) {
      throw new ProblemException(OrderProblem.CIRCULAR, "another user");
    }
    Amounts amounts =
        switch (app.outRates().out(request.said())) {
          case Priced.Refused(Priced.Rule rule) -> throw OrderProblem.amount("amount", rule);
          case Amounts it -> it;
        };
    return switch (orders.open(new NewOrder(request, amounts, false))) {
      case Opening.Opened it -> {
        postings.owe(HOLD, it.order());
        yield it.order();
      }
      case Opening.Known _, Opening.Conflict _ ->
          throw new IllegalStateException("a random name came twice: " + request.outOrderId());
    };
  }

  /**
   * The funds are held: the partner is asked, or, when it has no address for that, the order goes
   * to the ledger.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void held(TransferOrder order) {
    PartnerApp app = apps.get(order.transferAppId());
    if (app.terms().asksOut()) {
      if (orders.begin(order.id())) {
        oweAsk(app, order);
      }
    } else if (orders.confirm(order.id(), null)) {
      postings.oweOutPost(order);
    }
  }

  private void oweAsk(PartnerApp app, TransferOrder order) {
    obligations.owe(
        new NewObligation(
            ASK,
            app.lane(),
            Long.toString(order.id()),
            new OrderReference(order.id()),
            clock.instant()));
  }

  /**
   * The partner's definite word. Against what was decided before it changes nothing, and is noted.
   *
   * @return whether it stands
   */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean conclude(TransferOrder order, PartnerWord word) {
    boolean first = word.done() ? confirm(order, word) : refuse(order, word);
    if (first) {
      return true;
    }
    TransferOrder now = orders.get(order.id());
    boolean same = isDecided(now, word.done());
    if (!same) {
      String ours = now.status() + (now.refusedAt() == null ? "" : ", refused");
      breaks.note(now, "partner-keeps-its-word", ours, word.done() ? "DONE" : "REFUSED");
    }
    return same;
  }

  /** The partner's yes: the hold is to be posted. Nothing happens when it is decided. */
  private boolean confirm(TransferOrder order, PartnerWord word) {
    boolean first = orders.confirm(order.id(), word.data());
    if (first) {
      postings.oweOutPost(order);
    }
    return first;
  }

  /** A no: the hold is to be voided, and then the order has failed. Nothing when it is decided. */
  @Transactional(propagation = Propagation.MANDATORY)
  boolean refuse(TransferOrder order, PartnerWord word) {
    String reason = word.reason() == null ? "refused" : word.reason();
    boolean first = orders.refuse(order.id(), reason, word.data());
    if (first) {
      postings.oweOutVoid(order);
    }
    return first;
  }

  /** The word of a partner that called us. */
  @Transactional
  Decision decide(TransferOrder order, PartnerWord word) {
    if (order.status() == OrderStatus.CREATED && order.refusedAt() == null) {
      return new Decision.TooEarly();
    }
    if (word.outAmount().compareTo(order.outAmount()) != 0) {
      otherAmount(order, word);
      return new Decision.OtherAmount(order);
    }
    boolean stands = conclude(order, word);
    TransferOrder now = orders.get(order.id());
    return stands ? new Decision.Stands(now) : new Decision.Contradicts(now);
  }

  /** Notes that a partner speaks of another amount. */
  void otherAmount(TransferOrder order, PartnerWord word) {
    breaks.note(
        order,
        "amount-is-the-partners",
        order.outAmount().toPlainString(),
        word.outAmount().toPlainString());
  }

  private static boolean isDecided(TransferOrder order, boolean done) {
    return done
        ? order.status() == OrderStatus.CALLBACK || order.status() == OrderStatus.COMPLETED
        : order.refusedAt() != null;
  }
}
