package io.dams.backoffice.ordergroup;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.platform.persistence.JsonRows;
import io.dams.platform.persistence.Parts;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The rows of order groups. Each change is a compare-and-set in the caller's transaction: one that
 * finds another state than the caller saw is a bug and throws, so that the whole decision rolls
 * back. A group that a transaction has locked is read once in it: nobody else can change it.
 */
@Component
public class OrderGroups {

  private final OrderGroupMapper mapper;
  private final MeterRegistry meters;

  OrderGroups(OrderGroupMapper mapper, MeterRegistry meters) {
    this.mapper = mapper;
    this.meters = meters;
  }

  /** The database's time, the same for a whole transaction: the time of every decision. */
  public Instant now() {
    return LockedGroups.now(this, mapper::now);
  }

  /**
   * Writes a new group with every part to be prepared. Nothing happens, and false is the answer,
   * when the group is known.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean place(OrderGroupTerms terms, Instant now) {
    PartState hold = terms.funding() == Funding.HOLD ? PartState.PREPARING : null;
    if (mapper.state(terms.group()).isPresent()) {
      return false;
    }
    mapper.insertGroup(terms, hold, now);
    for (LegTerms leg : terms.legs()) {
      mapper.insertLeg(terms.group(), leg);
    }
    count(GroupState.RESERVING);
    return true;
  }

  /**
   * The group with its legs, locked until the transaction ends, so that decisions about one group
   * follow each other. Empty when it is not known.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<OrderGroup> lock(OrderGroupId id) {
    var known = LockedGroups.of(this).find(id);
    if (known.isPresent()) {
      return known;
    }
    List<OrderGroup> read = read(List.of(id));
    read.forEach(LockedGroups.of(this)::put);
    return read.stream().findFirst();
  }

  private List<OrderGroup> read(List<OrderGroupId> ids) {
    List<OrderGroup.Row> rows = mapper.lock(ids);
    if (rows.isEmpty()) {
      return List.of();
    }
    Map<OrderGroupId, List<OrderLeg>> legs =
        mapper.legs(rows.stream().map(OrderGroup.Row::group).toList()).stream()
            .collect(Collectors.groupingBy(leg -> leg.leg().group()));
    return rows.stream()
        .map(row -> new OrderGroup(row, legs.getOrDefault(row.group(), List.of())))
        .toList();
  }

  /**
   * Does work with groups: locks them, in the order of their ids, and writes what became of them
   * and their legs when it is done, by a statement for all groups and one for all legs. Those that
   * are not known are left out. Nothing is written when the work throws.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void together(Set<OrderGroupId> ids, Runnable work) {
    LockedGroups locked = LockedGroups.of(this);
    List<OrderGroupId> inOrder =
        ids.stream().sorted(Comparator.comparingLong(OrderGroupId::value)).toList();
    Parts.of(inOrder).forEach(part -> read(part).forEach(locked::writeLater));
    work.run();
    write(locked.changes());
    locked.wereWritten();
  }

  private void write(List<LockedGroups.Change> changes) {
    JsonRows groups = new JsonRows();
    JsonRows legs = new JsonRows();
    for (LockedGroups.Change change : changes) {
      OrderGroup before = change.before();
      OrderGroup after = change.after();
      if (before.state() != after.state()) {
        groups.add(before.id(), before.state(), after.state());
      }
      for (int i = 0; i < before.legs().size(); i++) {
        OrderLeg was = before.legs().get(i);
        OrderLeg is = after.legs().get(i);
        if (is.state() != was.state() || is.trades() != was.trades()) {
          legs.add(
              was.leg(),
              was.state(),
              was.executedLots(),
              was.trades(),
              is.state(),
              is.executedLots(),
              is.trades());
        }
      }
    }
    if (groups.size() > 0) {
      int moved = mapper.moveGroups(groups.toString(), now());
      require(moved == groups.size(), "%s of %s groups are as they were", moved, groups.size());
    }
    if (legs.size() > 0) {
      int changed = mapper.changeLegs(legs.toString());
      require(changed == legs.size(), "%s of %s legs are as they were", changed, legs.size());
    }
  }

  /** The group's state at this moment; a hint only, for work outside a transaction. */
  public GroupState state(OrderGroupId id) {
    return mapper
        .state(id)
        .orElseThrow(() -> new IllegalStateException("group " + id + " is not known"));
  }

  /** Moves a group to its next state. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void move(
      OrderGroup group, GroupState next, @Nullable SubmitFailure failure, Instant now) {
    GroupState from = group.state();
    require(from.next().contains(next), "group %s: %s -> %s", group.id(), from, next);
    if (LockedGroups.of(this).isWrittenLater(group.id())) {
      require(failure == null, "group %s cannot fail together with others", group.id());
    } else {
      int moved = mapper.moveGroup(group.id(), from, next, failure, now);
      require(moved == 1, "group %s is no longer %s", group.id(), from);
    }
    changed(group.id(), one -> one.in(next));
    count(next);
  }

  /** Moves a leg to its next state. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void moveLeg(OrderLeg leg, PartState next) {
    PartState from = leg.state();
    require(from.next().contains(next), "leg %s: %s -> %s", leg.leg(), from, next);
    if (!LockedGroups.of(this).isWrittenLater(leg.leg().group())) {
      int moved = mapper.moveLeg(leg.leg(), from, next);
      require(moved == 1, "leg %s is no longer %s", leg.leg(), from);
    }
    changed(leg.leg(), one -> one.in(next));
  }

  /** Moves the token hold of a group to its next state. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void moveHold(OrderGroup group, PartState next) {
    PartState from = Objects.requireNonNull(group.row().hold(), "the group has no hold");
    require(from.next().contains(next), "hold of group %s: %s -> %s", group.id(), from, next);
    int moved = mapper.moveHold(group.id(), from, next);
    require(moved == 1, "hold of group %s is no longer %s", group.id(), from);
    changed(group.id(), one -> one.withHold(next));
  }

  /** Remembers that a leg is to be cancelled as soon as its group is submitted. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void askCancel(LegId leg) {
    require(mapper.askCancel(leg) == 1, "leg %s is not known", leg);
    changed(leg, OrderLeg::toBeCancelled);
  }

  /**
   * Counts a trade of a submitted group's living leg, within {@link #together}. Throws when there
   * is no such leg, or when it would execute more than was ordered.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void countTrade(LegId leg, long lots, long lotUnits) {
    LockedGroups locked = LockedGroups.of(this);
    boolean fits =
        locked.isWrittenLater(leg.group())
            && locked
                .find(leg.group())
                .filter(group -> group.state() == GroupState.SUBMITTED)
                .stream()
                .flatMap(group -> group.legs().stream())
                .anyMatch(one -> one.leg().equals(leg) && one.canTrade(lots, lotUnits));
    require(fits, "a trade of %s lots fits no living leg %s", lots, leg);
    changed(leg, one -> one.traded(lots));
  }

  private void changed(LegId leg, UnaryOperator<OrderLeg> change) {
    changed(leg.group(), group -> group.with(change.apply(group.leg(leg))));
  }

  private void changed(OrderGroupId id, UnaryOperator<OrderGroup> change) {
    var locked = LockedGroups.of(this);
    locked.find(id).map(change).ifPresent(locked::put);
  }

  /** Before the commit: what is rolled back and decided again is counted twice. */
  private void count(GroupState state) {
    meters.counter("dams.order.groups", "state", state.name()).increment();
  }

  private static void require(boolean holds, String rule, @Nullable Object... arguments) {
    if (!holds) {
      throw new IllegalStateException(String.format(rule, arguments));
    }
  }
}
