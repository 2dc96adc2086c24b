package io.dams.transfer.posting;

import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import io.dams.transfer.callback.Callbacks;
import io.dams.transfer.ledger.LedgerClient;
import io.dams.transfer.ledger.LedgerOutcome;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
import org.springframework.stereotype.Component;

/**
 * 30 → 100 of a transfer in. The app's account may lack funds: the partner has paid already, so the
 * order waits, visibly, until an operator has seen to it.
 */
@Component
class InPostHandler implements ObligationHandler<OrderReference> {

  private final LedgerClient ledger;
  private final Orders orders;
  private final Callbacks callbacks;
  private final Retries retries;

  InPostHandler(LedgerClient ledger, Orders orders, Callbacks callbacks, Retries retries) {
    this.ledger = ledger;
    this.orders = orders;
    this.callbacks = callbacks;
    this.retries = retries;
  }

  @Override
  public String kind() {
    return Postings.IN_POST;
  }

  @Override
  public Class<OrderReference> payload() {
    return OrderReference.class;
  }

  @Override
  public Outcome attempt(Claim<OrderReference> claim) {
    TransferOrder order = orders.get(claim.payload().order());
    if (order.status() != OrderStatus.CALLBACK) {
      return Outcome.settled();
    }
    return switch (ledger.journal("in-" + order.id(), Entries.in(order))) {
      case LedgerOutcome.Done _ -> Outcome.settled(() -> complete(order));
      case LedgerOutcome.Refused(String code) -> Outcome.stuck(code);
      case LedgerOutcome.Unknown(String reason) -> retries.again(claim, reason);
    };
  }

  private void complete(TransferOrder order) {
    if (orders.complete(order.id())) {
      callbacks.owe(orders.get(order.id()));
    }
  }
}
