package io.dams.frontoffice.progress;

import io.dams.contracts.id.LegId;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.OrderEvent;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.frontoffice.corestream.CoreProjection;
import io.dams.frontoffice.progress.Groups.Step;
import io.dams.frontoffice.wallet.Wallets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
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

  /** What backoffice decided before submission, in its order. In the caller's transaction. */
  void applyAll(List<OrderEvent> events) {
    groups.change(events.stream().map(this::step).toList());
  }

  private Step step(OrderEvent event) {
    return switch (event) {
      case OrderEvent.OrderGroupSubmitted submitted ->
          new Step(submitted.groupId(), group -> group.submitted(submitted.at()));
      case OrderEvent.OrderGroupSubmitFailed failed ->
          new Step(failed.groupId(), group -> failed(group, failed));
    };
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
  public void apply(List<CoreEvent> events) {
    groups.change(events.stream().flatMap(GroupProjection::steps).toList());
  }

  private static Stream<Step> steps(CoreEvent event) {
    Instant at = event.at();
    return switch (event.body()) {
      case CoreEvent.OrderGroupAccepted accepted ->
          Stream.of(new Step(accepted.group().group(), group -> group.entered(at)));
      case CoreEvent.OrderGroupRejected rejected ->
          Stream.of(
              new Step(rejected.group().group(), group -> group.rejected(rejected.reason(), at)));
      case CoreEvent.Traded traded ->
          Stream.of(
              traded(traded.buy().leg(), traded, at), traded(traded.sell().leg(), traded, at));
      case CoreEvent.LegEnded ended ->
          Stream.of(new Step(ended.group(), group -> group.legEnded(ended, at)));
      case CoreEvent.OrderGroupEnded ended ->
          Stream.of(new Step(ended.group(), group -> group.ended(ended.outcome(), at)));
      case CoreEvent.CancelRejected refused ->
          Stream.of(new Step(refused.group(), group -> group.cancelRefused(refused.reason(), at)));
      case CoreEvent.OrdersCancelled _,
          CoreEvent.ContractPublished _,
          CoreEvent.ContractRefused _,
          CoreEvent.DepthChanged _ ->
          Stream.empty();
    };
  }

  private static Step traded(LegId leg, CoreEvent.Traded traded, Instant at) {
    return new Step(
        leg.group(), group -> group.traded(leg, traded.lots(), traded.priceUnits(), at));
  }
}
