package io.dams.backoffice.arrival;

import io.dams.backoffice.ordergroup.OrderGroup;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.reserve.Preparation;
import io.dams.backoffice.reserve.Refusal;
import io.dams.contracts.id.LegId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.InputOrder;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitFailed;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.contracts.topic.Topics;
import io.dams.platform.merchant.MerchantClients;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Orders and cancels as they come from the frontoffice. */
@Component
class Arrivals {

  private static final Logger log = LoggerFactory.getLogger(Arrivals.class);

  private final OrderGroups groups;
  private final Preparation preparation;
  private final MerchantClients merchants;
  private final ArrivalProperties properties;
  private final Outbox outbox;

  Arrivals(
      OrderGroups groups,
      Preparation preparation,
      MerchantClients merchants,
      ArrivalProperties properties,
      Outbox outbox) {
    this.groups = groups;
    this.preparation = preparation;
    this.merchants = merchants;
    this.properties = properties;
    this.outbox = outbox;
  }

  /**
   * Writes a new group and begins its preparation. An order that is incomplete or has expired fails
   * at once. A group that is known: nothing happens.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void place(OrderGroupTerms terms) {
    if (groups.lock(terms.group()).isPresent()) {
      log.warn("group {} was placed before; the repetition is ignored", terms.group());
      return;
    }
    Instant now = groups.now();
    Optional<Refusal> refusal = refusal(terms, now);
    if (refusal.isPresent()) {
      refuse(terms, refusal.get(), now);
      return;
    }
    if (!groups.place(terms, now)) {
      log.warn("group {} was placed before; the repetition is ignored", terms.group());
      return;
    }
    preparation.begin(terms, now);
  }

  /**
   * Cancels a group or a leg of it. Unknown groups and other people's: nothing happens, as the
   * frontoffice has checked both before it answered.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancel(InputOrder.CancelOrderGroup cancel) {
    OrderGroup group = groups.lock(cancel.groupId()).orElse(null);
    if (group == null || !group.row().user().equals(cancel.user())) {
      log.warn("cancel of group {} by user {} fits no group", cancel.groupId(), cancel.user());
      return;
    }
    LegId leg = cancel.leg();
    if (leg == null || group.legs().size() == 1) {
      preparation.cancel(group);
    } else if (leg.group().equals(group.id()) && leg.number() < group.legs().size()) {
      preparation.cancel(group, leg);
    }
  }

  private Optional<Refusal> refusal(OrderGroupTerms terms, Instant now) {
    Optional<String> broken =
        Completeness.brokenRule(terms, merchants.exCodes(), properties.shards());
    if (broken.isPresent()) {
      return Optional.of(new Refusal(SubmitFailure.INVALID_ORDER, broken.get()));
    }
    Instant expiresAt = terms.expiresAt();
    return expiresAt != null && !expiresAt.isAfter(now)
        ? Optional.of(new Refusal(SubmitFailure.EXPIRED, "expired at " + expiresAt))
        : Optional.empty();
  }

  private void refuse(OrderGroupTerms terms, Refusal refusal, Instant now) {
    log.warn("group {} is refused: {}", terms.group(), refusal);
    outbox.send(
        new OutboxMessage(
            Topics.ORDER_EVENT,
            null,
            terms.group().toString(),
            new OrderGroupSubmitFailed(terms, refusal.failure(), null, refusal.detail(), now)));
  }
}
