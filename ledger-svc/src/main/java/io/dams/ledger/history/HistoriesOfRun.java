package io.dams.ledger.history;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.ledger.history.HistoryMapper.Trade;
import io.dams.platform.persistence.JsonRows;
import io.dams.platform.persistence.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The histories of the groups of a run of core events. Their rows are locked and read at its
 * beginning, in the order of their ids; what became of them is written at its end, if they are as
 * they were read. A run is one transaction.
 */
public final class HistoriesOfRun {

  private final Histories histories;
  private final HistoryMapper mapper;
  private final Map<OrderGroupId, GroupRow> groupsBefore = new HashMap<>();
  private final Map<OrderGroupId, GroupRow> groups = new HashMap<>();
  private final Map<LegId, LegRow> legsBefore = new HashMap<>();
  private final Map<LegId, LegRow> legs = new HashMap<>();
  private final Map<LegId, Long> notionalUnits = new HashMap<>();
  private final List<Trade> trades = new ArrayList<>();

  HistoriesOfRun(Histories histories, HistoryMapper mapper, List<OrderGroupId> inOrder) {
    this.histories = histories;
    this.mapper = mapper;
    Parts.of(inOrder).forEach(this::read);
  }

  private void read(List<OrderGroupId> ids) {
    List<GroupRow> rows = mapper.lockGroups(ids);
    rows.forEach(this::put);
    if (!rows.isEmpty()) {
      mapper.legs(rows.stream().map(GroupRow::group).toList()).forEach(this::put);
    }
  }

  private void put(GroupRow row) {
    groupsBefore.put(row.group(), row);
    groups.put(row.group(), row);
  }

  private void put(LegRow row) {
    legsBefore.put(row.leg(), row);
    legs.put(row.leg(), row);
  }

  /** Opens a group that is not known; false when it is. */
  private boolean open(OrderGroupTerms terms) {
    if (groups.containsKey(terms.group())) {
      return false;
    }
    if (!histories.open(terms, OrderStatus.SUBMIT)) {
      read(List.of(terms.group())); // somebody has opened it since
      return false;
    }
    put(GroupRow.opened(terms));
    terms.legs().forEach(leg -> put(LegRow.opened(terms, leg)));
    return true;
  }

  /** The core has the group. Answers whether this is the first that is heard of it. */
  public boolean accepted(OrderGroupTerms terms, Instant at) {
    boolean first = open(terms);
    GroupRow row = row(terms.group());
    if (!row.isNew()) {
      throw new MismatchException("group " + terms.group() + " was accepted and is " + row);
    }
    groups.put(row.group(), row.accepted(at));
    return first;
  }

  /**
   * The core refused the group as a whole. Empty when it has the group already, or refused it
   * before: then only a repeated submission was refused, and the group goes its way.
   *
   * @return what is no longer open; nothing of it was open before when this is the first that is
   *     heard of the group
   */
  public Optional<Rejected> rejected(CoreEvent.OrderGroupRejected rejection, Instant at) {
    OrderGroupTerms terms = rejection.group();
    boolean first = open(terms);
    GroupRow row = row(terms.group());
    if (!row.isNew()) {
      return Optional.empty();
    }
    groups.put(row.group(), row.ended(OrderStatus.REJECTED, at, null));
    terms.legs().forEach(leg -> end(leg.leg(), OrderStatus.REJECTED, at));
    histories.reason(terms.group(), rejection.reason().name(), null);
    return Optional.of(new Rejected(first));
  }

  /** Whether it was a group that nobody had told of before. */
  public record Rejected(boolean first) {}

  /**
   * Notes the trade and adds it to both legs and their groups.
   *
   * @throws MismatchException when a leg is unknown, has ended, or would exceed what it ordered
   */
  public void traded(CoreEvent event, CoreEvent.Traded trade) {
    trades.add(new Trade(event.shard(), event.sequence(), event.at(), trade));
    fill(event, trade, trade.buy(), Side.BUY);
    fill(event, trade, trade.sell(), Side.SELL);
  }

  private void fill(CoreEvent event, CoreEvent.Traded trade, CoreEvent.Party party, Side side) {
    LegRow leg = legs.get(party.leg());
    if (leg == null || !leg.canTrade(party, side, trade)) {
      throw new MismatchException(
          "trade " + event.id() + " does not fit leg " + party.leg() + " as it stands here");
    }
    legs.put(party.leg(), leg.traded(trade.lots()));
    notionalUnits.merge(party.leg(), trade.notionalUnits(), Math::addExact);
    groups.put(party.group(), row(party.group()).traded());
  }

  /**
   * Ends the leg.
   *
   * @throws MismatchException when its trades here do not add up to what the core says
   */
  public EndedLeg legEnded(CoreEvent.LegEnded end, Instant at) {
    LegRow leg = legs.get(end.leg());
    if (leg == null
        || !leg.group().equals(end.group())
        || leg.executedLots() != end.executedLots()
        || leg.trades() != end.trades()) {
      throw new MismatchException(end + " differs from " + leg);
    }
    return end(end.leg(), OrderStatus.of(end.reason()), at).ended();
  }

  private LegRow end(LegId id, OrderStatus how, Instant at) {
    LegRow leg = legs.get(id);
    if (leg == null || leg.endedAt() != null) {
      throw new MismatchException("leg " + id + " cannot end: " + leg);
    }
    LegRow ended = leg.ended(how, at);
    legs.put(id, ended);
    return ended;
  }

  /**
   * Ends the group.
   *
   * @throws MismatchException when it is not at the core, or one of its legs has not ended
   */
  public OrderGroup groupEnded(CoreEvent.OrderGroupEnded end, Instant at) {
    GroupRow row = row(end.group());
    List<LegRow> ofGroup =
        legs.values().stream().filter(leg -> leg.group().equals(end.group())).toList();
    if (row.acceptedAt() == null
        || row.endedAt() != null
        || ofGroup.isEmpty()
        || ofGroup.stream().anyMatch(leg -> leg.endedAt() == null)) {
      throw new MismatchException(end + ": the group is not ready to end here");
    }
    groups.put(end.group(), row.ended(OrderStatus.of(end.outcome()), at, end.purseUnits()));
    return row.terms();
  }

  /**
   * The group.
   *
   * @throws MismatchException when it is unknown
   */
  public OrderGroup get(OrderGroupId group) {
    return row(group).terms();
  }

  private GroupRow row(OrderGroupId group) {
    GroupRow found = groups.get(group);
    if (found == null) {
      throw new MismatchException("group " + group + " is unknown");
    }
    return found;
  }

  /**
   * Writes what the run did.
   *
   * @throws MismatchException when a row is not as it was read
   */
  public void write() {
    Parts.of(trades).forEach(mapper::insertTrades);
    JsonRows changedLegs = new JsonRows();
    legs.values().forEach(leg -> addChange(legsBefore.get(leg.leg()), leg, changedLegs));
    require(changedLegs, mapper::changeLegs);
    JsonRows changedGroups = new JsonRows();
    groups.values().forEach(row -> addChange(groupsBefore.get(row.group()), row, changedGroups));
    require(changedGroups, mapper::changeGroups);
  }

  private void addChange(@Nullable LegRow before, LegRow leg, JsonRows changes) {
    if (!leg.equals(before)) {
      changes.add(
          leg.leg(),
          Objects.requireNonNull(before).executedLots(),
          before.trades(),
          leg.status(),
          leg.executedLots(),
          leg.trades(),
          notionalUnits.getOrDefault(leg.leg(), 0L),
          leg.endedAt());
    }
  }

  private static void addChange(@Nullable GroupRow before, GroupRow row, JsonRows changes) {
    if (!row.equals(before)) {
      changes.add(
          row.group(),
          Objects.requireNonNull(before).status(),
          row.status(),
          row.acceptedAt(),
          row.endedAt(),
          row.purseUnits());
    }
  }

  /** A statement that changes rows. */
  private interface Change {
    int of(String rows);
  }

  private static void require(JsonRows rows, Change change) {
    if (rows.size() > 0) {
      int changed = change.of(rows.toString());
      if (changed != rows.size()) {
        throw new MismatchException(changed + " rows are as they were read, of " + rows);
      }
    }
  }
}
