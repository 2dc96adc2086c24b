package io.dams.ledger.order;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.CancelRejected;
import io.dams.contracts.topic.CoreEvent.ContractPublished;
import io.dams.contracts.topic.CoreEvent.ContractRefused;
import io.dams.contracts.topic.CoreEvent.DepthChanged;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupAccepted;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.OrdersCancelled;
import io.dams.contracts.topic.CoreEvent.Traded;
import io.dams.ledger.funding.Bookings;
import io.dams.ledger.funding.Funds;
import io.dams.ledger.history.EndedLeg;
import io.dams.ledger.history.Histories;
import io.dams.ledger.history.HistoriesOfRun;
import io.dams.ledger.history.OrderGroup;
import io.dams.ledger.market.MarketChanges;
import io.dams.ledger.market.PointAmounts;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The core's events, a run of them in one transaction, in the core's order. What they move is
 * gathered and booked at the end. So rows are always locked in the order histories, holds,
 * accounts, market, as by everybody else.
 */
@Component
class CoreEvents {

  private final Histories histories;
  private final PointAmounts market;
  private final Funds funds;

  CoreEvents(Histories histories, PointAmounts market, Funds funds) {
    this.histories = histories;
    this.market = market;
    this.funds = funds;
  }

  /** Applies the events in the caller's transaction, all of them or none. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(List<CoreEvent> events) {
    var bookings = new Bookings();
    var changes = new MarketChanges();
    HistoriesOfRun run =
        histories.of(events.stream().flatMap(CoreEvents::groups).collect(Collectors.toSet()));
    for (CoreEvent event : events) {
      apply(event, run, bookings, changes);
    }
    run.write();
    funds.book(bookings);
    market.book(changes);
  }

  /** Those whose histories the event is about. */
  private static Stream<OrderGroupId> groups(CoreEvent event) {
    return switch (event.body()) {
      case OrderGroupAccepted accepted -> Stream.of(accepted.group().group());
      case OrderGroupRejected rejected -> Stream.of(rejected.group().group());
      case Traded trade -> Stream.of(trade.buy().group(), trade.sell().group());
      case LegEnded end -> Stream.of(end.group());
      case OrderGroupEnded end -> Stream.of(end.group());
      case CancelRejected _,
          ContractPublished _,
          ContractRefused _,
          OrdersCancelled _,
          DepthChanged _ ->
          Stream.empty();
    };
  }

  private void apply(
      CoreEvent event, HistoriesOfRun run, Bookings bookings, MarketChanges changes) {
    switch (event.body()) {
      case OrderGroupAccepted accepted -> {
        if (run.accepted(accepted.group(), event.at())) {
          changes.opened(accepted.group());
        }
        funds.open(accepted.group(), bookings);
      }
      case OrderGroupRejected rejected -> rejected(event, rejected, run, bookings, changes);
      case Traded trade -> traded(event, trade, run, bookings, changes);
      case LegEnded end -> {
        EndedLeg leg = run.legEnded(end, event.at());
        changes.closed(leg.point(), leg.side(), leg.openUnits());
      }
      case OrderGroupEnded end ->
          funds.end(run.groupEnded(end, event.at()), end.purseUnits(), bookings);
      case CancelRejected _,
          ContractPublished _,
          ContractRefused _,
          OrdersCancelled _,
          DepthChanged _ -> {}
    }
  }

  private void rejected(
      CoreEvent event,
      OrderGroupRejected rejection,
      HistoriesOfRun run,
      Bookings bookings,
      MarketChanges changes) {
    run.rejected(rejection, event.at())
        .ifPresent(
            rejected -> {
              if (!rejected.first()) {
                changes.withdrawn(rejection.group());
              }
              funds.reject(OrderGroup.of(rejection.group()), bookings);
            });
  }

  private void traded(
      CoreEvent event, Traded trade, HistoriesOfRun run, Bookings bookings, MarketChanges changes) {
    run.traded(event, trade);
    changes.traded(trade.contract().point(), trade.quantityUnits());
    funds.pay(
        event.id(),
        run.get(trade.buy().group()),
        run.get(trade.sell().group()),
        trade.notionalUnits(),
        bookings);
  }
}
