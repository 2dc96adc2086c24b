package io.dams.transfer.outbound;

import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import io.dams.transfer.app.AppTerms;
import io.dams.transfer.app.Apps;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.partner.PartnerAnswer;
import io.dams.transfer.partner.PartnerClient;
import io.dams.transfer.posting.OrderReference;
import io.dams.transfer.posting.Retries;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates a transfer out at the partner and asks about it until the answer is definite. Where the
 * partner cannot be asked, or does not know the order, it is created again by the same id: that is
 * the same order there. It is never given up, because a request that was lost may yet be done.
 */
@Component
class OutAskHandler implements ObligationHandler<OrderReference> {

  private final PartnerClient partners;
  private final Apps apps;
  private final Orders orders;
  private final Outbound outbound;
  private final Retries retries;

  OutAskHandler(
      PartnerClient partners, Apps apps, Orders orders, Outbound outbound, Retries retries) {
    this.partners = partners;
    this.apps = apps;
    this.orders = orders;
    this.outbound = outbound;
    this.retries = retries;
  }

  @Override
  public String kind() {
    return Outbound.ASK;
  }

  @Override
  public Class<OrderReference> payload() {
    return OrderReference.class;
  }

  @Override
  public Outcome attempt(Claim<OrderReference> claim) {
    TransferOrder order = orders.get(claim.payload().order());
    if (order.status() != OrderStatus.PROCESSING || order.refusedAt() != null) {
      return Outcome.settled();
    }
    return switch (ask(order, apps.get(order.transferAppId()).terms())) {
      case PartnerAnswer.Said said -> judge(claim, order, said);
      case PartnerAnswer.NotFound _ -> retries.pending(claim, () -> {});
      case PartnerAnswer.Unknown(String reason) -> retries.again(claim, reason);
    };
  }

  private PartnerAnswer ask(TransferOrder order, AppTerms terms) {
    String info = terms.orderOutInfoUrl();
    String create = terms.orderOutCreateUrl();
    if (info != null && (create == null || order.partnerAskedAt() != null)) {
      PartnerAnswer answer = partners.info(info, order);
      return answer instanceof PartnerAnswer.NotFound ? createOr(answer, create, order) : answer;
    }
    return createOr(new PartnerAnswer.Unknown("no-address"), create, order);
  }

  private PartnerAnswer createOr(
      PartnerAnswer otherwise, @Nullable String create, TransferOrder order) {
    if (create == null) {
      return otherwise;
    }
    orders.asked(order.id());
    return partners.create(create, order);
  }

  private Outcome judge(Claim<OrderReference> claim, TransferOrder order, PartnerAnswer.Said said) {
    boolean done = said.state() == PartnerAnswer.State.DONE;
    PartnerWord word = new PartnerWord(done, said.outAmount(), said.reason(), said.data());
    String user = order.outUserId();
    if (said.outAmount().compareTo(order.outAmount()) != 0) {
      return retries.again(
          claim, "partner-says-another-amount", () -> outbound.otherAmount(order, word));
    }
    if (user != null && said.outUserId() != null && !user.equals(said.outUserId())) {
      return retries.again(claim, "partner-says-another-user");
    }
    return switch (said.state()) {
      case PENDING -> retries.pending(claim, () -> {});
      case DONE, REFUSED -> Outcome.settled(() -> outbound.conclude(order, word));
    };
  }
}
