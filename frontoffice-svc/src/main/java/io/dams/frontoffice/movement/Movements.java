package io.dams.frontoffice.movement;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.StatementEvent;
import io.dams.frontoffice.corestream.CoreProjection;
import io.dams.frontoffice.movement.MovementMapper.MovementRow;
import io.dams.frontoffice.movement.MovementMapper.MovementState;
import io.dams.frontoffice.movement.MovementMapper.TradeRow;
import io.dams.frontoffice.progress.GroupProgress;
import io.dams.frontoffice.progress.Groups;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The trades of the groups placed here, and what the merchants did for them. A movement counts once
 * for its group, under the group's lock.
 */
@Component
class Movements implements CoreProjection {

  private final MovementMapper mapper;
  private final Groups groups;

  Movements(MovementMapper mapper, Groups groups) {
    this.mapper = mapper;
    this.groups = groups;
  }

  /** Trades of a user's own group after a core sequence; null when there is no such group. */
  @Nullable Trades trades(UserId user, OrderGroupId id, long after, int limit) {
    GroupProgress group = groups.progress(user, id);
    return group == null ? null : new Trades(group, mapper.trades(id, after, limit));
  }

  /** Movements of points of a user's own group; null when there is no such group. */
  @Nullable MovementsOf movements(UserId user, OrderGroupId id, int limit) {
    GroupProgress group = groups.progress(user, id);
    return group == null ? null : new MovementsOf(group, mapper.movements(id, limit));
  }

  @Override
  public void apply(CoreEvent event) {
    if (event.body() instanceof CoreEvent.Traded traded) {
      keep(event, traded, traded.buy());
      keep(event, traded, traded.sell());
    }
  }

  private void keep(CoreEvent event, CoreEvent.Traded traded, CoreEvent.Party party) {
    if (groups.placedHere(party.group())) {
      mapper.putTrade(
          party.group(),
          new TradeRow(
              event.sequence(),
              party.leg(),
              event.shard(),
              traded.lots(),
              traded.priceUnits(),
              event.at()));
    }
  }

  /** What the merchants did. In the caller's transaction. */
  void apply(StatementEvent event) {
    switch (event) {
      case StatementEvent.PointsMoved moved ->
          groups.change(moved.group(), group -> moved(group, moved));
      case StatementEvent.PointsStuck stuck ->
          groups.change(stuck.group(), group -> stuck(group, stuck));
    }
  }

  private GroupProgress moved(GroupProgress group, StatementEvent.PointsMoved moved) {
    MovementState before = mapper.state(moved.group(), moved.transferId());
    if (before == MovementState.MOVED) {
      return group;
    }
    mapper.putMovement(
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
    MovementState before = mapper.state(stuck.group(), stuck.transferId());
    if (before == MovementState.MOVED) {
      return group;
    }
    mapper.putMovement(
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

  /** Trades of a group. */
  record Trades(GroupProgress group, List<TradeRow> rows) {}

  /** Movements of points of a group. */
  record MovementsOf(GroupProgress group, List<MovementRow> rows) {}
}
