package io.dams.frontoffice.progress;

import io.dams.contracts.id.ContractId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.frontoffice.progress.GroupMapper.Changed;
import io.dams.frontoffice.stream.AccountEvents;
import io.dams.frontoffice.stream.AccountEvents.News;
import io.dams.frontoffice.wallet.Reserved;
import io.dams.platform.persistence.Parts;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Order groups as their owners see them. Each change is written together with the event that tells
 * it, so that the stream shows every status once and in order.
 */
@Component
public class Groups implements Reserved {

  /** The name of the event that tells an order group. */
  static final String ORDER = "order";

  private static final Logger LOG = LoggerFactory.getLogger(Groups.class);

  private final GroupMapper mapper;
  private final AccountEvents events;
  private final GroupText text;
  private final Counter unknown;

  Groups(GroupMapper mapper, AccountEvents events, GroupText text, MeterRegistry metrics) {
    this.unknown =
        Counter.builder("dams.orders.unknown")
            .description("Events of order groups that were not placed here")
            .register(metrics);
    this.mapper = mapper;
    this.events = events;
    this.text = text;
  }

  /**
   * Keeps a group that was accepted, in the caller's transaction. Throws a duplicate key when its
   * id is taken.
   *
   * @param pointScales of its legs
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public GroupView accept(OrderGroupTerms terms, int tokenScale, List<Integer> pointScales) {
    GroupProgress group = GroupProgress.accepted(terms, tokenScale, pointScales);
    mapper.insertGroup(group, group.status().open());
    Parts.of(group.legs()).forEach(mapper::putLegs);
    tell(List.of(group));
    return GroupView.of(group);
  }

  /** A user's own group; null when there is none, or it is another user's. */
  public @Nullable GroupView find(UserId user, OrderGroupId group) {
    GroupProgress found = progress(user, group);
    return found == null ? null : GroupView.of(found);
  }

  /** A user's groups after that at which the page before ended, newest first. */
  List<GroupView> page(UserId user, GroupFilter filter, @Nullable OrderGroupId after, int limit) {
    List<GroupMapper.GroupRow> rows = mapper.page(user, filter.before(after), filter, limit);
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<OrderGroupId, List<GroupMapper.LegRow>> legs =
        mapper.legs(rows.stream().map(GroupMapper.GroupRow::groupId).toList()).stream()
            .collect(Collectors.groupingBy(GroupMapper.LegRow::groupId));
    return rows.stream()
        .map(row -> GroupView.of(row.progress(legs.getOrDefault(row.groupId(), List.of()))))
        .toList();
  }

  /** What became of a user's own group; null when there is none, or it is another user's. */
  public @Nullable GroupProgress progress(UserId user, OrderGroupId id) {
    GroupMapper.GroupRow row = mapper.find(user, id);
    return row == null ? null : row.progress(mapper.legs(List.of(id)));
  }

  /** How many groups of a user are open. */
  public int countOpen(UserId user) {
    return mapper.countOpen(user);
  }

  /** Of a leg that ended there is nothing left, whatever the merchant has yet to return. */
  @Override
  public Map<AssetCode, Long> reservedUnits(UserId user) {
    return mapper.openSellLegs(user).stream()
        .map(GroupMapper.LegRow::progress)
        .collect(
            Collectors.groupingBy(
                leg -> leg.terms().point(), Collectors.summingLong(LegProgress::heldUnits)));
  }

  /** Open lots of a user on one side of a book, by price. */
  public Map<Long, Long> openLots(UserId user, ContractId contract, Side side) {
    return mapper.openLots(user, contract, side).stream()
        .collect(Collectors.toMap(GroupMapper.OpenLots::priceUnits, GroupMapper.OpenLots::lots));
  }

  /**
   * Notes that the owner asked for an end, in the caller's transaction. Null when the group is not
   * the user's; else the group as it is now, unchanged when it had ended.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public @Nullable GroupView askCancel(UserId user, OrderGroupId id, Instant when) {
    GroupProgress group = lock(id);
    if (group == null || !group.user().equals(user)) {
      return null;
    }
    GroupProgress next = group.cancelAsked(when);
    if (next != group) {
      save(Map.of(id, group), List.of(next));
      tell(List.of(next));
    }
    return GroupView.of(next);
  }

  /** Locks a group; null when it was not placed here. */
  @Nullable GroupProgress lock(OrderGroupId id) {
    GroupMapper.GroupRow row = mapper.lock(id);
    return row == null ? null : row.progress(mapper.legs(List.of(id)));
  }

  /** Of some groups, one or more, those that were placed here. */
  public Set<OrderGroupId> placedHere(Set<OrderGroupId> groups) {
    return Set.copyOf(mapper.placed(groups));
  }

  /** Whose group it is; null when it was not placed here. */
  public @Nullable UserId owner(OrderGroupId id) {
    return mapper.owner(id);
  }

  /**
   * What becomes of a group.
   *
   * @param change returns the group as it was when nothing becomes of it
   */
  public record Step(OrderGroupId group, UnaryOperator<GroupProgress> change) {}

  /**
   * Takes steps in their order, in the caller's transaction: locks the groups in the order of their
   * ids, then tells each step to the owners in the order of theirs, so that two changes never wait
   * for each other. Once in a transaction, therefore. A step of a group that was not placed here is
   * passed over and counted, one that leaves its group as it was is not told again.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void change(List<Step> steps) {
    Map<OrderGroupId, GroupProgress> before =
        lockAll(steps.stream().map(Step::group).collect(Collectors.toSet()));
    Map<OrderGroupId, GroupProgress> groups = new HashMap<>(before);
    Map<OrderGroupId, GroupProgress> changed = new TreeMap<>();
    List<GroupProgress> told = new ArrayList<>();
    for (Step step : steps) {
      GroupProgress group = groups.get(step.group());
      if (group == null) {
        unknown.increment();
        LOG.warn("an event of group {}, which was not placed here, is passed over", step.group());
        continue;
      }
      GroupProgress next = step.change().apply(group);
      if (next != group) {
        groups.put(step.group(), next);
        changed.put(step.group(), next);
        told.add(next);
      }
    }
    save(before, changed.values());
    tell(told);
  }

  private Map<OrderGroupId, GroupProgress> lockAll(Set<OrderGroupId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    List<GroupMapper.GroupRow> rows = mapper.lockAll(new TreeSet<>(ids));
    if (rows.isEmpty()) {
      return Map.of();
    }
    Map<OrderGroupId, List<GroupMapper.LegRow>> legs =
        mapper.legs(rows.stream().map(GroupMapper.GroupRow::groupId).toList()).stream()
            .collect(Collectors.groupingBy(GroupMapper.LegRow::groupId));
    return rows.stream()
        .collect(
            Collectors.toMap(
                GroupMapper.GroupRow::groupId,
                row -> row.progress(legs.getOrDefault(row.groupId(), List.of()))));
  }

  /** Legs that are as they were are left alone. */
  private void save(Map<OrderGroupId, GroupProgress> before, Collection<GroupProgress> changed) {
    Parts.of(changed.stream().map(group -> new Changed(group, group.status().open())).toList())
        .forEach(mapper::updateGroups);
    Parts.of(changed.stream().flatMap(group -> changedLegs(before, group)).toList())
        .forEach(mapper::putLegs);
  }

  private static Stream<LegProgress> changedLegs(
      Map<OrderGroupId, GroupProgress> before, GroupProgress group) {
    List<LegProgress> legs = Objects.requireNonNull(before.get(group.group())).legs();
    return group.legs().stream().filter(leg -> !legs.contains(leg));
  }

  /** Each change, to the group's owner. */
  private void tell(List<GroupProgress> changes) {
    if (!changes.isEmpty()) {
      events.append(
          ORDER,
          changes.stream()
              .collect(
                  Collectors.groupingBy(
                      GroupProgress::user,
                      Collectors.mapping(
                          group -> new News(text.of(GroupView.of(group)), group.at()),
                          Collectors.toList()))));
    }
  }

  /** Writes a group as JSON. */
  interface GroupText {

    /** The JSON of a group. */
    String of(GroupView group);
  }
}
