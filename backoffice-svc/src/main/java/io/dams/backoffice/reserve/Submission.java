package io.dams.backoffice.reserve;

import io.dams.backoffice.ordergroup.GroupState;
import io.dams.backoffice.ordergroup.OrderGroup;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.ordergroup.OrderLeg;
import io.dams.contracts.id.LegId;
import io.dams.contracts.topic.CoreOrder;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitted;
import io.dams.contracts.topic.Topics;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What the core is told: a group enters, and its cancels follow it under the same key. */
@Component
class Submission {

  private final OrderGroups groups;
  private final Outbox outbox;

  Submission(OrderGroups groups, Outbox outbox) {
    this.groups = groups;
    this.outbox = outbox;
  }

  /**
   * Hands a group over to the core, once: {@code SubmitOrderGroup}, then the cancels of legs that
   * waited for it, and {@code OrderGroupSubmitted} for everyone else.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void submit(OrderGroup group, Instant now) {
    groups.move(group, GroupState.SUBMITTED, null, now);
    send(group, new CoreOrder.SubmitOrderGroup(group.terms()));
    outbox.send(
        new OutboxMessage(
            Topics.ORDER_EVENT,
            null,
            group.id().toString(),
            new OrderGroupSubmitted(group.terms(), now)));
    for (OrderLeg leg : group.legs()) {
      if (leg.cancelAsked()) {
        cancel(group, leg.leg());
      }
    }
  }

  /**
   * Passes a cancel on to the core, which alone ends a submitted group.
   *
   * @param leg null for the whole group
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancel(OrderGroup group, @Nullable LegId leg) {
    send(group, new CoreOrder.CancelOrderGroup(group.id(), leg));
  }

  private void send(OrderGroup group, CoreOrder command) {
    outbox.send(
        new OutboxMessage(Topics.CORE_ORDER, group.row().shard(), group.id().toString(), command));
  }
}
