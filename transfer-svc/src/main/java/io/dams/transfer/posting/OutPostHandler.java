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

/** 30 → 100 of a transfer out: the hold is posted to the app's account and the fee's. */
@Component
class OutPostHandler implements ObligationHandler<OrderReference> {

  private final LedgerClient ledger;
  private final Orders orders;
  private final Callbacks callbacks;
  private final Retries retries;

  OutPostHandler(LedgerClient ledger, Orders orders, Callbacks callbacks, Retries retries) {
    this.ledger = ledger;
    this.orders = orders;
    this.callbacks = callbacks;
    this.retries = retries;
  }

  @Override
  public String kind() {
    return Postings.OUT_POST;
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
    String name = "out-" + order.id();
    return switch (ledger.post(name, name, Entries.out(order))) {
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
