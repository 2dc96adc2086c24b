package io.dams.backoffice.coreevent;

import io.dams.backoffice.ordergroup.GroupState;
import io.dams.backoffice.ordergroup.OrderGroup;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.ordergroup.OrderLeg;
import io.dams.backoffice.ordergroup.PartState;
import io.dams.backoffice.release.Releases;
import io.dams.backoffice.settle.Settlements;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.CoreEvent.Traded;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What an event of the core means for points at merchants. */
@Component
class CoreEvents {

  private static final Logger log = LoggerFactory.getLogger(CoreEvents.class);

  private final OrderGroups groups;
  private final Settlements settlements;
  private final Releases releases;

  CoreEvents(OrderGroups groups, Settlements settlements, Releases releases) {
    this.groups = groups;
    this.settlements = settlements;
    this.releases = releases;
  }

  /**
   * Applies an event, in the caller's transaction. The last event of a command makes its
   * settlements due. An event that does not fit our rows throws, and changes nothing.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(CoreEvent event) {
    Instant now = groups.now();
    switch (event.body()) {
      case Traded traded -> trade(event, traded);
      case LegEnded ended -> end(ended, now);
      case OrderGroupRejected rejected -> reject(rejected, now);
      case OrderGroupEnded ended -> end(ended, now);
      case CoreEvent.OrderGroupAccepted _,
          CoreEvent.CancelRejected _,
          CoreEvent.ContractPublished _,
          CoreEvent.ContractRefused _,
          CoreEvent.OrdersCancelled _,
          CoreEvent.DepthChanged _ -> {}
    }
    if (event.last()) {
      settlements.complete(event.shard(), event.command(), now);
    }
  }

  private void trade(CoreEvent event, Traded traded) {
    groups.countTrade(traded.sell().leg(), traded.lots(), traded.lotUnits());
    groups.countTrade(traded.buy().leg(), traded.lots(), traded.lotUnits());
    settlements.add(traded.buy().leg(), event.shard(), event.command(), traded.quantityUnits());
  }

  private void end(LegEnded ended, Instant now) {
    OrderGroup group = submitted(ended.group());
    OrderLeg leg = group.leg(ended.leg());
    require(
        leg.executedLots() == ended.executedLots() && leg.trades() == ended.trades(),
        "leg %s ended with %s lots in %s trades, our rows have %s in %s",
        leg.leg(),
        ended.executedLots(),
        ended.trades(),
        leg.executedLots(),
        leg.trades());
    releases.end(group.row().user(), leg, now);
  }

  private void reject(OrderGroupRejected rejected, Instant now) {
    OrderGroupId id = rejected.group().group();
    if (rejected.reason() == RejectReason.DUPLICATE_GROUP) {
      // it says that the group came twice, and nothing about the first, which lives its own life
      log.warn("the core saw group {} twice", id);
      return;
    }
    OrderGroup group = known(id);
    if (group.state() != GroupState.SUBMITTED) {
      // a submission that came again after the group's end, older than what the core remembers
      log.warn("the core refused group {} again ({})", id, rejected.reason());
      return;
    }
    for (OrderLeg leg : group.legs()) {
      require(leg.trades() == 0, "leg %s of rejected group %s has traded", leg.leg(), id);
      releases.end(group.row().user(), leg, now);
    }
    groups.move(group, GroupState.REJECTED, null, now);
  }

  private void end(OrderGroupEnded ended, Instant now) {
    OrderGroup group = submitted(ended.group());
    for (OrderLeg leg : group.legs()) {
      require(
          leg.state() == PartState.ENDED, "group %s ended before leg %s", group.id(), leg.leg());
    }
    groups.move(group, GroupState.ENDED, null, now);
  }

  private OrderGroup submitted(OrderGroupId id) {
    OrderGroup group = known(id);
    require(
        group.state() == GroupState.SUBMITTED, "group %s is %s, not submitted", id, group.state());
    return group;
  }

  private OrderGroup known(OrderGroupId id) {
    return groups
        .lock(id)
        .orElseThrow(() -> new IllegalStateException("the core knows group " + id + ", we do not"));
  }

  private static void require(boolean holds, String rule, Object... arguments) {
    if (!holds) {
      throw new IllegalStateException(String.format(rule, arguments));
    }
  }
}
