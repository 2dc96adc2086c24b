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
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What became of groups before the core saw them, a run of them in one transaction. Their histories
 * are locked in the order of the groups, as by the core's events; what they move is booked at the
 * end.
 */
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

  /** Applies the events in the caller's transaction, all of them or none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(List<OrderEvent> events) {
    var bookings = new Bookings();
    var changes = new MarketChanges();
    events.stream()
        .sorted(Comparator.comparingLong(event -> event.groupId().value()))
        .forEach(
            event -> {
              switch (event) {
                case OrderEvent.OrderGroupSubmitted submitted ->
                    submitted(submitted, bookings, changes);
                case OrderEvent.OrderGroupSubmitFailed failed -> failed(failed);
              }
            });
    funds.book(bookings);
    market.book(changes);
  }

  /** The core's acceptance may have been heard first: then only the time is added. */
  private void submitted(
      OrderEvent.OrderGroupSubmitted submitted, Bookings bookings, MarketChanges changes) {
    if (histories.submitted(submitted.group(), submitted.at())) {
      funds.open(submitted.group(), bookings);
      changes.opened(submitted.group());
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
