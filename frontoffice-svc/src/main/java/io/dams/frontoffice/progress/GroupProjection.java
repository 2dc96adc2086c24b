package io.dams.frontoffice.progress;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.contracts.topic.StatementEvent;
import io.dams.frontoffice.corestream.CoreProjection;
import io.dams.frontoffice.progress.MovementMapper.MovementRow;
import io.dams.frontoffice.progress.MovementMapper.MovementState;
import io.dams.frontoffice.progress.MovementMapper.TradeRow;
import io.dams.frontoffice.wallet.Wallets;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Puts together what backoffice, the core and the merchants did with the groups placed here. */
@Component
class GroupProjection implements CoreProjection {

  private static final Logger LOG = LoggerFactory.getLogger(GroupProjection.class);

  private final Groups groups;
  private final MovementMapper movements;
  private final Wallets wallets;
  private final Counter unknown;

  GroupProjection(Groups groups, MovementMapper movements, Wallets wallets, MeterRegistry metrics) {
    this.groups = groups;
    this.movements = movements;
    this.wallets = wallets;
    this.unknown =
        Counter.builder("dams.orders.unknown")
            .description("Events of order groups that were not placed here")
            .register(metrics);
  }

  /** What backoffice decided before submission. In the caller's transaction. */
  void apply(OrderEvent event) {
    switch (event) {
      case OrderEvent.OrderGroupSubmitted submitted ->
          change(submitted.groupId(), group -> group.submitted(submitted.at()));
      case OrderEvent.OrderGroupSubmitFailed failed ->
          change(failed.groupId(), group -> failed(group, failed));
    }
  }

  /** A token that was refused ends the binding that the order was placed with, and no later one. */
  private GroupProgress failed(GroupProgress group, OrderEvent.OrderGroupSubmitFailed failed) {
    GroupProgress next =
        group.submitFailed(failed.reason(), failed.leg(), failed.detail(), failed.at());
    if (next != group
        && failed.reason() == SubmitFailure.MEMBER_TOKEN_INVALID
        && failed.leg() != null) {
      LegTerms leg = group.leg(failed.leg()).terms();
      wallets.tokenRefused(group.user(), leg.point(), leg.externalUid(), group.placedAt());
    }
    return next;
  }

  /** What the merchants did. In the caller's transaction. */
  void apply(StatementEvent event) {
    switch (event) {
      case StatementEvent.PointsMoved moved -> change(moved.group(), group -> moved(group, moved));
      case StatementEvent.PointsStuck stuck -> change(stuck.group(), group -> stuck(group, stuck));
    }
  }

  @Override
  public void apply(CoreEvent event) {
    switch (event.body()) {
      case CoreEvent.OrderGroupAccepted accepted ->
          change(accepted.group().group(), group -> group.entered(event.at()));
      case CoreEvent.OrderGroupRejected rejected ->
          change(rejected.group().group(), group -> group.rejected(rejected.reason(), event.at()));
      case CoreEvent.Traded traded -> traded(event, traded);
      case CoreEvent.LegEnded ended ->
          change(ended.group(), group -> group.legEnded(ended, event.at()));
      case CoreEvent.OrderGroupEnded ended ->
          change(ended.group(), group -> group.ended(ended.outcome(), event.at()));
      case CoreEvent.CancelRejected refused ->
          change(refused.group(), group -> group.cancelRefused(refused.reason(), event.at()));
      case CoreEvent.ContractPublished ignored -> {}
      case CoreEvent.ContractRefused ignored -> {}
      case CoreEvent.DepthChanged ignored -> {}
    }
  }

  private void traded(CoreEvent event, CoreEvent.Traded traded) {
    Map<OrderGroupId, UnaryOperator<GroupProgress>> steps = new HashMap<>();
    steps.put(traded.buy().group(), group -> traded(group, traded.buy().leg(), event, traded));
    steps.put(traded.sell().group(), group -> traded(group, traded.sell().leg(), event, traded));
    change(steps);
  }

  private GroupProgress traded(
      GroupProgress group, LegId leg, CoreEvent event, CoreEvent.Traded traded) {
    movements.putTrade(
        group.group(),
        new TradeRow(
            event.sequence(), leg, event.shard(), traded.lots(), traded.priceUnits(), event.at()));
    return group.traded(leg, traded.lots(), traded.priceUnits(), event.at());
  }

  private GroupProgress moved(GroupProgress group, StatementEvent.PointsMoved moved) {
    MovementState before = movements.state(moved.group(), moved.transferId());
    if (before == MovementState.MOVED) {
      return group;
    }
    movements.putMovement(
        moved.group(),
        new MovementRow(
            moved.transferId(),
            moved.leg(),
            moved.kind(),
            moved.units(),
            MovementState.MOVED,
            null,
            moved.at()));
    return group.moved(
        moved.leg(), moved.kind(), moved.units(), before == MovementState.DELAYED, moved.at());
  }

  private GroupProgress stuck(GroupProgress group, StatementEvent.PointsStuck stuck) {
    MovementState before = movements.state(stuck.group(), stuck.transferId());
    if (before == MovementState.MOVED) {
      return group;
    }
    movements.putMovement(
        stuck.group(),
        new MovementRow(
            stuck.transferId(),
            stuck.leg(),
            stuck.kind(),
            stuck.units(),
            MovementState.DELAYED,
            stuck.reason(),
            stuck.at()));
    return before == null ? group.stuck(stuck.leg(), stuck.at()) : group;
  }

  private void change(OrderGroupId id, UnaryOperator<GroupProgress> step) {
    change(Map.of(id, step));
  }

  private void change(Map<OrderGroupId, UnaryOperator<GroupProgress>> steps) {
    for (OrderGroupId id : groups.change(steps)) {
      unknown.increment();
      LOG.warn("an event of order group {}, which was not placed here, is passed over", id);
    }
  }
}
