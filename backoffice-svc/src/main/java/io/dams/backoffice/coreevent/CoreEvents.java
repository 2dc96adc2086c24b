package io.dams.backoffice.coreevent;

import io.dams.backoffice.ordergroup.GroupState;
import io.dams.backoffice.ordergroup.OrderGroup;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.ordergroup.OrderLeg;
import io.dams.backoffice.ordergroup.PartState;
import io.dams.backoffice.release.Releases;
import io.dams.backoffice.settle.Command;
import io.dams.backoffice.settle.Settlements;
import io.dams.backoffice.settle.SettlementsOfRun;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupEnded;
import io.dams.contracts.topic.CoreEvent.OrderGroupRejected;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.CoreEvent.Traded;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * Applies a run of events in their order, in the caller's transaction: their groups are locked
   * first, and what became of them is written at the end. The last event of a command makes its
   * settlements due. An event that does not fit our rows throws, and nothing of the run stands.
   *
   * @param inTraceOf does the work in the trace of the command that the event comes from
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void apply(List<CoreEvent> run, BiConsumer<CoreEvent, Runnable> inTraceOf) {
    Instant now = groups.now();
    SettlementsOfRun settling =
        settlements.of(run.stream().map(CoreEvents::command).collect(Collectors.toSet()));
    groups.together(
        run.stream().flatMap(CoreEvents::groups).collect(Collectors.toSet()),
        () -> run.forEach(event -> inTraceOf.accept(event, () -> apply(event, settling, now))));
    settling.write();
  }

  private static Command command(CoreEvent event) {
    return new Command(event.shard(), event.command());
  }

  /** Those whose rows the event is about. */
  private static Stream<OrderGroupId> groups(CoreEvent event) {
    return switch (event.body()) {
      case Traded traded -> Stream.of(traded.sell().leg().group(), traded.buy().leg().group());
      case LegEnded ended -> Stream.of(ended.group());
      case OrderGroupRejected rejected -> Stream.of(rejected.group().group());
      case OrderGroupEnded ended -> Stream.of(ended.group());
      case CoreEvent.OrderGroupAccepted _,
          CoreEvent.CancelRejected _,
          CoreEvent.ContractPublished _,
          CoreEvent.ContractRefused _,
          CoreEvent.OrdersCancelled _,
          CoreEvent.DepthChanged _ ->
          Stream.empty();
    };
  }

  private void apply(CoreEvent event, SettlementsOfRun settling, Instant now) {
    switch (event.body()) {
      case Traded traded -> trade(traded, command(event), settling);
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
      settling.complete(command(event), now);
    }
  }

  private void trade(Traded traded, Command command, SettlementsOfRun settling) {
    groups.countTrade(traded.sell().leg(), traded.lots(), traded.lotUnits());
    groups.countTrade(traded.buy().leg(), traded.lots(), traded.lotUnits());
    settling.add(traded.buy().leg(), command, traded.quantityUnits());
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
