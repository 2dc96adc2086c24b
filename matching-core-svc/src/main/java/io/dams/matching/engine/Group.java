package io.dams.matching.engine;

import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A live group. Its purse is what its buy legs may still spend: of a linked group what its sell
 * legs earned, of a held group what its hold has left. It is never negative, and never less than
 * what its funded lots cost at their limits.
 */
final class Group {

  final OrderGroupTerms terms;
  final Funding funding;
  final List<Leg> legs;
  long purseUnits;

  /** While a state is written: its place among the groups. */
  int place;

  /** Whether it stands in the queue of groups whose ends have to be looked at. */
  boolean inEnding;

  /** Whether it stands in the queue of groups whose purse has to be divided. */
  boolean inFunding;

  Group(OrderGroupTerms terms) {
    this.terms = terms;
    this.legs = new ArrayList<>(terms.legs().size());
    this.funding = terms.funding();
    this.purseUnits = funding == Funding.HOLD ? terms.legs().getFirst().limitNotionalUnits() : 0;
  }

  void add(LegTerms leg, Book book) {
    legs.add(new Leg(this, leg, book));
    book.liveLegs++;
  }

  void writeTo(StateWriter state) {
    state.writeLong(terms.group().value());
    state.writeLong(terms.user().value());
    state.writeEnum(terms.timeInForce());
    state.writeOptionalInstant(terms.expiresAt());
    state.writeInstant(terms.placedAt());
    state.writeByte(legs.size());
    legs.forEach(leg -> Leg.writeTerms(leg.terms, leg.book, state));
    state.writeLong(purseUnits);
    legs.forEach(leg -> leg.writeTo(state));
  }

  static Group readFrom(StateReader state, int shard, Books books) {
    OrderGroupId id = new OrderGroupId(state.readLong());
    UserId user = new UserId(state.readLong());
    TimeInForce timeInForce = state.readEnum(TimeInForce.class);
    Instant expiresAt = state.readOptionalInstant();
    Instant placedAt = state.readInstant();
    int size = state.readByte();
    List<LegTerms> legs = new ArrayList<>(size);
    for (int number = 0; number < size; number++) {
      legs.add(Leg.readTerms(state, id.leg(number), books));
    }
    AssetCode token = books.get(legs.getFirst().contract()).terms.token();
    Group group =
        new Group(
            new OrderGroupTerms(id, user, token, shard, timeInForce, expiresAt, placedAt, legs));
    group.purseUnits = state.readLong();
    for (LegTerms terms : legs) {
      Leg leg = new Leg(group, terms, books.get(terms.contract()));
      leg.readFrom(state);
      group.legs.add(leg);
      leg.book.liveLegs += leg.isLive() ? 1 : 0;
    }
    return group;
  }

  boolean isLinked() {
    return funding == Funding.LINKED;
  }

  boolean isLive() {
    return legs.stream().anyMatch(Leg::isLive);
  }

  List<Leg> liveBuys() {
    return legs.stream().filter(leg -> leg.isLive() && leg.buys()).toList();
  }

  List<Leg> liveSells() {
    return legs.stream().filter(leg -> leg.isLive() && !leg.buys()).toList();
  }

  void earn(long units) {
    if (isLinked()) {
      purseUnits = Math.addExact(purseUnits, units);
    }
  }

  void spend(long units) {
    purseUnits -= units;
    if (purseUnits < 0) {
      throw new IllegalStateException("purse of group " + terms.group() + " fell below zero");
    }
  }

  /** How it ended as a whole, once no leg is live. */
  GroupEnd outcome() {
    if (legs.stream().allMatch(leg -> leg.end == LegEnd.FILLED)) {
      return GroupEnd.FILLED;
    }
    if (legs.stream().anyMatch(leg -> leg.executedLots > 0)) {
      return GroupEnd.PARTLY_FILLED;
    }
    if (legs.stream().anyMatch(leg -> leg.end == LegEnd.EXPIRED)) {
      return GroupEnd.EXPIRED;
    }
    return legs.stream().anyMatch(leg -> leg.end == LegEnd.KILLED)
        ? GroupEnd.KILLED
        : GroupEnd.CANCELLED;
  }
}
