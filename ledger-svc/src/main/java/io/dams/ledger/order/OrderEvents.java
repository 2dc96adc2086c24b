package io.dams.ledger.order;

import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.PushRequested;
import io.dams.contracts.topic.Topics;
import io.dams.ledger.funding.Bookings;
import io.dams.ledger.funding.Funds;
import io.dams.ledger.history.Histories;
import io.dams.ledger.market.MarketChanges;
import io.dams.ledger.market.PointAmounts;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What became of groups before the core saw them, one transaction for each. */
@Component
class OrderEvents {

  private final Histories histories;
  private final PointAmounts market;
  private final Funds funds;
  private final Outbox outbox;

  OrderEvents(Histories histories, PointAmounts market, Funds funds, Outbox outbox) {
    this.histories = histories;
    this.market = market;
    this.funds = funds;
    this.outbox = outbox;
  }

  /** Applies the event in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(OrderEvent event) {
    switch (event) {
      case OrderEvent.OrderGroupSubmitted submitted -> submitted(submitted);
      case OrderEvent.OrderGroupSubmitFailed failed -> failed(failed);
    }
  }

  /** The core's acceptance may have been heard first: then only the time is added. */
  private void submitted(OrderEvent.OrderGroupSubmitted submitted) {
    if (histories.submitted(submitted.group(), submitted.at())) {
      var bookings = new Bookings();
      funds.open(submitted.group(), bookings);
      funds.book(bookings);
      var changes = new MarketChanges();
      changes.opened(submitted.group());
      market.book(changes);
    }
  }

  private void failed(OrderEvent.OrderGroupSubmitFailed failed) {
    if (histories.submitFailed(failed)) {
      OrderGroupTerms group = failed.group();
      outbox.send(
          new OutboxMessage(
              Topics.PUSH,
              null,
              group.user().toString(),
              new PushRequested(
                  group.user(), group.group(), "SUBMIT_FAILURE", failed.reason().name())));
    }
  }
}
