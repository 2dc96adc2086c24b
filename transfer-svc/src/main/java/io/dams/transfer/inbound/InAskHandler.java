package io.dams.transfer.inbound;

import io.dams.platform.obligation.Claim;
import io.dams.platform.obligation.ObligationHandler;
import io.dams.platform.obligation.Outcome;
import io.dams.transfer.app.Apps;
import io.dams.transfer.order.OrderStatus;
import io.dams.transfer.order.Orders;
import io.dams.transfer.order.TransferOrder;
import io.dams.transfer.partner.PartnerAnswer;
import io.dams.transfer.partner.PartnerClient;
import io.dams.transfer.posting.OrderReference;
import io.dams.transfer.posting.Retries;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Asks the partner about a transfer in, before anything is credited. Only what it says for good
 * decides; what it does not know it may learn within a day.
 */
@Component
class InAskHandler implements ObligationHandler<OrderReference> {

  private static final Duration MAY_LEARN_WITHIN = Duration.ofHours(24);

  private final PartnerClient partners;
  private final Apps apps;
  private final Orders orders;
  private final Inbound inbound;
  private final Retries retries;
  private final Clock clock;

  InAskHandler(
      PartnerClient partners,
      Apps apps,
      Orders orders,
      Inbound inbound,
      Retries retries,
      Clock clock) {
    this.partners = partners;
    this.apps = apps;
    this.orders = orders;
    this.inbound = inbound;
    this.retries = retries;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return Inbound.ASK;
  }

  @Override
  public Class<OrderReference> payload() {
    return OrderReference.class;
  }

  @Override
  public Outcome attempt(Claim<OrderReference> claim) {
    TransferOrder order = orders.get(claim.payload().order());
    if (order.status() != OrderStatus.CREATED && order.status() != OrderStatus.PROCESSING) {
      return Outcome.settled();
    }
    String url = apps.get(order.transferAppId()).terms().orderInInfoUrl();
    if (url == null) {
      // It was to be asked when the order came: to believe it now would be a way around that.
      return retries.again(claim, "no-address");
    }
    inbound.begin(order);
    return switch (partners.info(url, order)) {
      case PartnerAnswer.Said said -> judge(claim, order, said);
      case PartnerAnswer.NotFound _ -> notFound(claim, order);
      case PartnerAnswer.Unknown(String reason) -> retries.again(claim, reason);
    };
  }

  private Outcome judge(Claim<OrderReference> claim, TransferOrder order, PartnerAnswer.Said said) {
    Optional<String> difference = difference(order, said);
    if (difference.isPresent()) {
      return Outcome.settled(() -> inbound.refuse(order, difference.get(), said.data()));
    }
    return switch (said.state()) {
      case DONE -> Outcome.settled(() -> inbound.confirm(order, said.data()));
      case PENDING -> retries.pending(claim, () -> {});
      case REFUSED ->
          Outcome.settled(() -> inbound.refuse(order, "partner: " + said.reason(), said.data()));
    };
  }

  private static Optional<String> difference(TransferOrder order, PartnerAnswer.Said said) {
    if (said.outAmount().compareTo(order.outAmount()) != 0) {
      return Optional.of("partner says another amount: " + said.outAmount().toPlainString());
    }
    String user = order.outUserId();
    return user != null && !user.equals(said.outUserId())
        ? Optional.of("partner says another user")
        : Optional.empty();
  }

  private Outcome notFound(Claim<OrderReference> claim, TransferOrder order) {
    boolean over = clock.instant().isAfter(order.createdAt().plus(MAY_LEARN_WITHIN));
    return over
        ? Outcome.settled(() -> inbound.refuse(order, "partner does not know the order", null))
        : retries.pending(claim, () -> {});
  }
}
