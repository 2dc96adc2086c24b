package io.dams.backoffice.ordergroup;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
    var read = mapper.lock(id).map(row -> new OrderGroup(row, mapper.legs(id)));
    read.ifPresent(group -> LockedGroups.of(this).put(group));
    return read;
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
    int moved = mapper.moveGroup(group.id(), from, next, failure, now);
    require(moved == 1, "group %s is no longer %s", group.id(), from);
    changed(group.id(), one -> one.in(next));
    count(next);
  }

  /** Moves a leg to its next state. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void moveLeg(OrderLeg leg, PartState next) {
    PartState from = leg.state();
    require(from.next().contains(next), "leg %s: %s -> %s", leg.leg(), from, next);
    int moved = mapper.moveLeg(leg.leg(), from, next);
    require(moved == 1, "leg %s is no longer %s", leg.leg(), from);
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
   * Counts a trade of a submitted group's living leg. Throws when there is no such leg, or when it
   * would execute more than was ordered.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void countTrade(LegId leg, long lots, long lotUnits) {
    int counted = mapper.countTrade(leg, lots, lotUnits);
    require(counted == 1, "a trade of %s lots fits no living leg %s", lots, leg);
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
