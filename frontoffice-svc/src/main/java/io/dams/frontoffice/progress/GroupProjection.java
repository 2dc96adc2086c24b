package io.dams.frontoffice.progress;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.frontoffice.corestream.CoreProjection;
import io.dams.frontoffice.wallet.Wallets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;

/** Puts together what backoffice and the core did with the groups placed here. */
@Component
class GroupProjection implements CoreProjection {

  private final Groups groups;
  private final Wallets wallets;

  GroupProjection(Groups groups, Wallets wallets) {
    this.groups = groups;
    this.wallets = wallets;
  }

  /** What backoffice decided before submission. In the caller's transaction. */
  void apply(OrderEvent event) {
    switch (event) {
      case OrderEvent.OrderGroupSubmitted submitted ->
          groups.change(submitted.groupId(), group -> group.submitted(submitted.at()));
      case OrderEvent.OrderGroupSubmitFailed failed ->
          groups.change(failed.groupId(), group -> failed(group, failed));
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

  @Override
  public void apply(CoreEvent event) {
    switch (event.body()) {
      case CoreEvent.OrderGroupAccepted accepted ->
          groups.change(accepted.group().group(), group -> group.entered(event.at()));
      case CoreEvent.OrderGroupRejected rejected ->
          groups.change(
              rejected.group().group(), group -> group.rejected(rejected.reason(), event.at()));
      case CoreEvent.Traded traded -> traded(event, traded);
      case CoreEvent.LegEnded ended ->
          groups.change(ended.group(), group -> group.legEnded(ended, event.at()));
      case CoreEvent.OrderGroupEnded ended ->
          groups.change(ended.group(), group -> group.ended(ended.outcome(), event.at()));
      case CoreEvent.CancelRejected refused ->
          groups.change(
              refused.group(), group -> group.cancelRefused(refused.reason(), event.at()));
      case CoreEvent.OrdersCancelled ignored -> {}
      case CoreEvent.ContractPublished ignored -> {}
      case CoreEvent.ContractRefused ignored -> {}
      case CoreEvent.DepthChanged ignored -> {}
    }
  }

  private void traded(CoreEvent event, CoreEvent.Traded traded) {
    Map<OrderGroupId, UnaryOperator<GroupProgress>> steps = new HashMap<>();
    steps.put(traded.buy().group(), group -> traded(group, traded.buy().leg(), event, traded));
    steps.put(traded.sell().group(), group -> traded(group, traded.sell().leg(), event, traded));
    groups.change(steps);
  }

  private GroupProgress traded(
      GroupProgress group, LegId leg, CoreEvent event, CoreEvent.Traded traded) {
    return group.traded(leg, traded.lots(), traded.priceUnits(), event.at());
  }
}
