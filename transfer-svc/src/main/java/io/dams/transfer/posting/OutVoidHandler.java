package io.dams.transfer.posting;

import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import io.dams.transfer.callback.Callbacks;
import io.dams.transfer.ledger.LedgerClient;
import io.dams.transfer.ledger.LedgerOutcome;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
import org.springframework.stereotype.Component;

/**
 * The end of a refused transfer out: the hold is voided, and only then has the order failed. Of a
 * hold that was never placed the ledger keeps a tombstone, so that a stalled request places none.
 */
@Component
class OutVoidHandler implements ObligationHandler<OrderReference> {

  private final LedgerClient ledger;
  private final Orders orders;
  private final Callbacks callbacks;
  private final Retries retries;

  OutVoidHandler(LedgerClient ledger, Orders orders, Callbacks callbacks, Retries retries) {
    this.ledger = ledger;
    this.orders = orders;
    this.callbacks = callbacks;
    this.retries = retries;
  }

  @Override
  public String kind() {
    return Postings.OUT_VOID;
  }

  @Override
  public Class<OrderReference> payload() {
    return OrderReference.class;
  }

  @Override
  public Outcome attempt(Claim<OrderReference> claim) {
    TransferOrder order = orders.get(claim.payload().order());
    if (!order.isOpen() || order.refusedAt() == null) {
      return Outcome.settled();
    }
    return switch (ledger.release("out-" + order.id())) {
      case LedgerOutcome.Done _ -> Outcome.settled(() -> fail(order));
      case LedgerOutcome.Refused(String code) -> Outcome.stuck(code);
      case LedgerOutcome.Unknown(String reason) -> retries.again(claim, reason);
    };
  }

  private void fail(TransferOrder order) {
    if (orders.fail(order.id())) {
      callbacks.owe(orders.get(order.id()));
    }
  }
}
