package io.dams.ledger.order;

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
import io.dams.ledger.funding.Funds;
import io.dams.ledger.history.EndedLeg;
import io.dams.ledger.history.Histories;
import io.dams.ledger.history.OrderGroup;
import io.dams.ledger.market.PointAmounts;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The core's events, one transaction for each, in the core's order. Rows are always locked in the
 * order histories, market, holds, accounts.
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

  /** Applies the event in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(CoreEvent event) {
    switch (event.body()) {
      case OrderGroupAccepted accepted -> {
        if (histories.accepted(accepted.group(), event.at())) {
          market.opened(accepted.group());
        }
        funds.open(accepted.group());
      }
      case OrderGroupRejected rejected -> rejected(event, rejected);
      case Traded trade -> traded(event, trade);
      case LegEnded end -> {
        EndedLeg leg = histories.legEnded(end, event.at());
        market.closed(leg.point(), leg.side(), leg.openUnits());
      }
      case OrderGroupEnded end ->
          funds.end(histories.groupEnded(end, event.at()), end.purseUnits());
      case CancelRejected _,
          ContractPublished _,
          ContractRefused _,
          OrdersCancelled _,
          DepthChanged _ -> {}
    }
  }

  private void rejected(CoreEvent event, OrderGroupRejected rejection) {
    histories
        .rejected(rejection, event.at())
        .ifPresent(
            rejected -> {
              if (!rejected.first()) {
                market.withdrawn(rejection.group());
              }
              funds.reject(OrderGroup.of(rejection.group()));
            });
  }

  private void traded(CoreEvent event, Traded trade) {
    histories.traded(event, trade);
    market.traded(trade.contract().point(), trade.quantityUnits());
    funds.pay(
        event.id(),
        histories.get(trade.buy().group()),
        histories.get(trade.sell().group()),
        trade.notionalUnits());
  }
}
