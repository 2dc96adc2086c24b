package io.dams.transfer.outbound;

import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import io.dams.transfer.ledger.LedgerOutcome;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.posting.OrderReference;
import io.dams.transfer.posting.Postings;
import io.dams.transfer.posting.Retries;
import org.springframework.stereotype.Component;

/**
 * Has amount and fee held. A refusal is of this request alone: an earlier one may be on its way
 * still, so the name is voided before the order fails.
 */
@Component
class OutHoldHandler implements ObligationHandler<OrderReference> {

  private final Orders orders;
  private final Outbound outbound;
  private final Postings postings;
  private final Retries retries;

  OutHoldHandler(Orders orders, Outbound outbound, Postings postings, Retries retries) {
    this.orders = orders;
    this.outbound = outbound;
    this.postings = postings;
    this.retries = retries;
  }

  @Override
  public String kind() {
    return Outbound.HOLD;
  }

  @Override
  public Class<OrderReference> payload() {
    return OrderReference.class;
  }

  @Override
  public Outcome attempt(Claim<OrderReference> claim) {
    TransferOrder order = orders.get(claim.payload().order());
    if (order.status() != OrderStatus.CREATED || order.refusedAt() != null) {
      return Outcome.settled();
    }
    return switch (postings.hold(order)) {
      case LedgerOutcome.Done _ -> Outcome.settled(() -> outbound.held(order));
      case LedgerOutcome.Refused(String code) ->
          Outcome.settled(
              () -> outbound.refuse(order, new PartnerWord(false, order.outAmount(), code, null)));
      case LedgerOutcome.Unknown(String reason) -> retries.again(claim, reason);
    };
  }
}
