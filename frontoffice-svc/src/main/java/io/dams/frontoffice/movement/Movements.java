package io.dams.frontoffice.movement;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.StatementEvent;
import io.dams.frontoffice.contract.Contracts;
import io.dams.frontoffice.corestream.CoreProjection;
import io.dams.frontoffice.movement.MovementMapper.Key;
import io.dams.frontoffice.movement.MovementMapper.MovementRow;
import io.dams.frontoffice.movement.MovementMapper.MovementState;
import io.dams.frontoffice.movement.MovementMapper.OwnTradeRow;
import io.dams.frontoffice.movement.MovementMapper.PartyRow;
import io.dams.frontoffice.movement.MovementMapper.TradeRow;
import io.dams.frontoffice.progress.GroupProgress;
import io.dams.frontoffice.progress.Groups;
import io.dams.frontoffice.progress.Groups.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private final Contracts contracts;

  Movements(MovementMapper mapper, Groups groups, Contracts contracts) {
    this.mapper = mapper;
    this.groups = groups;
    this.contracts = contracts;
  }

  /** Trades of a user's own group after a core sequence; null when there is no such group. */
  @Nullable Trades trades(UserId user, OrderGroupId id, long after, int limit) {
    GroupProgress group = groups.progress(user, id);
    return group == null ? null : new Trades(group, mapper.trades(id, after, limit));
  }

  /** Trades of all groups of a user that come after a place, newest first. */
  List<OwnTradeRow> tradesOf(
      UserId user, TradeFilter filter, @Nullable TradeCursor after, int limit) {
    return mapper.tradesOf(user, filter, after, limit);
  }

  /** Movements of points of a user's own group; null when there is no such group. */
  @Nullable MovementsOf movements(UserId user, OrderGroupId id, int limit) {
    GroupProgress group = groups.progress(user, id);
    return group == null ? null : new MovementsOf(group, mapper.movements(id, limit));
  }

  @Override
  public void apply(List<CoreEvent> events) {
    List<PartyRow> parties = new ArrayList<>();
    for (CoreEvent event : events) {
      if (event.body() instanceof CoreEvent.Traded traded) {
        parties.add(party(event, traded, traded.buy()));
        parties.add(party(event, traded, traded.sell()));
      }
    }
    if (parties.isEmpty()) {
      return;
    }
    Set<OrderGroupId> here =
        groups.placedHere(parties.stream().map(PartyRow::group).collect(Collectors.toSet()));
    List<PartyRow> ours = parties.stream().filter(row -> here.contains(row.group())).toList();
    if (!ours.isEmpty()) {
      mapper.putTrades(ours);
    }
  }

  private static PartyRow party(CoreEvent event, CoreEvent.Traded traded, CoreEvent.Party party) {
    return new PartyRow(
        party.group(),
        party.user(),
        new TradeRow(
            event.sequence(),
            party.leg(),
            event.shard(),
            traded.lots(),
            traded.priceUnits(),
            event.at()));
  }

  /** What the merchants did, in its order. In the caller's transaction. */
  void applyAll(List<StatementEvent> events) {
    MovementsOfRun run =
        new MovementsOfRun(
            mapper, events.stream().flatMap(Movements::key).collect(Collectors.toSet()));
    List<Step> steps = new ArrayList<>();
    for (StatementEvent event : events) {
      switch (event) {
        case StatementEvent.PointsMoved moved ->
            steps.add(new Step(moved.group(), group -> moved(run, group, moved)));
        case StatementEvent.PointsStuck stuck -> steps.add(delayed(run, stuck));
        case StatementEvent.PointsSuspended suspended -> steps.add(delayed(run, suspended));
        case StatementEvent.PointsClaimed claimed ->
            steps.add(new Step(claimed.group(), group -> claimed(run, group, claimed)));
        case StatementEvent.ReceivableBooked booked -> {
          if (booked.kind() == TransferKind.RESERVE) {
            contracts.halt(booked.point());
          }
        }
        case StatementEvent.ReceivableSettled _ -> {}
      }
    }
    groups.change(steps);
    run.write();
  }

  private static Stream<Key> key(StatementEvent event) {
    return switch (event) {
      case StatementEvent.PointsMoved moved ->
          Stream.of(new Key(moved.group(), moved.transferId()));
      case StatementEvent.PointsStuck stuck ->
          Stream.of(new Key(stuck.group(), stuck.transferId()));
      case StatementEvent.PointsSuspended suspended ->
          Stream.of(new Key(suspended.group(), suspended.transferId()));
      case StatementEvent.PointsClaimed _,
          StatementEvent.ReceivableBooked _,
          StatementEvent.ReceivableSettled _ ->
          Stream.empty();
    };
  }

  private Step delayed(MovementsOfRun run, StatementEvent.PointsStuck stuck) {
    return delay(
        run,
        stuck.group(),
        stuck.leg(),
        new MovementRow(
            stuck.transferId(),
            stuck.leg(),
            stuck.kind(),
            stuck.units(),
            MovementState.DELAYED,
            stuck.reason(),
            stuck.at()));
  }

  private Step delayed(MovementsOfRun run, StatementEvent.PointsSuspended suspended) {
    return delay(
        run,
        suspended.group(),
        suspended.leg(),
        new MovementRow(
            suspended.transferId(),
            suspended.leg(),
            suspended.kind(),
            suspended.units(),
            MovementState.DELAYED,
            suspended.reason(),
            suspended.at()));
  }

  private GroupProgress moved(
      MovementsOfRun run, GroupProgress group, StatementEvent.PointsMoved moved) {
    MovementState before = run.state(moved.group(), moved.transferId());
    if (before == MovementState.MOVED) {
      return group;
    }
    TransferKind kind = group.purpose(moved.leg(), moved.kind());
    run.put(
        moved.group(),
        new MovementRow(
            moved.transferId(),
            moved.leg(),
            kind,
            moved.units(),
            MovementState.MOVED,
            null,
            moved.at()));
    return group.moved(
        moved.leg(), kind, moved.units(), before == MovementState.DELAYED, moved.at());
  }

  private Step delay(MovementsOfRun run, OrderGroupId id, LegId leg, MovementRow row) {
    return new Step(
        id,
        group -> {
          MovementState before = run.state(id, row.transferId());
          if (before == MovementState.MOVED) {
            return group;
          }
          run.put(id, row);
          return before == null ? group.stuck(leg, row.at()) : group;
        });
  }

  /** The settlement that takes its place is the same movement to the client: it is just delayed. */
  private GroupProgress claimed(
      MovementsOfRun run, GroupProgress group, StatementEvent.PointsClaimed claimed) {
    run.rename(claimed.group(), claimed.transferId(), claimed.claim());
    return group;
  }

  /** Trades of a group. */
  record Trades(GroupProgress group, List<TradeRow> rows) {}

  /** Movements of points of a group. */
  record MovementsOf(GroupProgress group, List<MovementRow> rows) {}
}
