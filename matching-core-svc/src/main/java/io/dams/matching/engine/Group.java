package io.dams.matching.engine;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A live group. Its purse is what its buy legs may still spend: of a linked group what its sell
 * legs earned, of a held group what its hold has left. It is never negative, and never less than
 * what its funded lots cost at their limits. When it has ended, the next group takes its memory.
 */
final class Group {

  OrderGroupTerms terms;
  Funding funding;
  final List<Leg> legs = new ArrayList<>(OrderGroupTerms.MAX_LEGS);
  int liveLegs;
  long purseUnits;

  /** While a state is written: its place among the groups. */
  int place;

  /** Its place among those that expire. */
  int expiryPlace = Expiries.NOWHERE;

  /** Whether it stands in the queue of groups whose ends have to be looked at. */
  boolean inEnding;

  /** Whether it stands in the queue of groups whose purse has to be divided. */
  boolean inFunding;

  /** To begin with. */
  Group(OrderGroupTerms terms) {
    this.terms = terms;
    this.funding = terms.funding();
  }

  /** A new group; its legs are to be added. Whatever group it was before has ended. */
  void begin(OrderGroupTerms submitted) {
    terms = submitted;
    funding = terms.funding();
    purseUnits = funding == Funding.HOLD ? terms.legs().getFirst().limitNotionalUnits() : 0;
    liveLegs = 0;
  }

  void add(Leg leg) {
    legs.add(leg);
    leg.book.opened();
    liveLegs++;
  }

  /** It has ended: its legs are others' to use. */
  void giveBackLegs(List<Leg> spare) {
    while (!legs.isEmpty()) {
      spare.add(legs.removeLast());
    }
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

  static OrderGroupTerms readTerms(StateReader state, int shard, Books books) {
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
    return new OrderGroupTerms(id, user, token, shard, timeInForce, expiresAt, placedAt, legs);
  }

  /** What became of it and its legs since it was new. */
  void readFrom(StateReader state) {
    purseUnits = state.readLong();
    for (Leg leg : legs) {
      leg.readFrom(state);
      if (!leg.isLive()) {
        leg.book.closed();
        liveLegs--;
      }
    }
  }

  long id() {
    return terms.group().value();
  }

  boolean isLinked() {
    return funding == Funding.LINKED;
  }

  boolean isLive() {
    return liveLegs > 0;
  }

  /** Whether it has this leg, live or not. */
  boolean has(LegId leg) {
    return leg.number() < legs.size() && legs.get(leg.number()).terms.leg().equals(leg);
  }

  boolean isQueued() {
    return inEnding || inFunding;
  }

  boolean hasLive(Side side) {
    for (int i = 0; i < legs.size(); i++) {
      if (legs.get(i).isLive() && legs.get(i).terms.side() == side) {
        return true;
      }
    }
    return false;
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
    boolean filled = true;
    boolean executed = false;
    boolean expired = false;
    boolean killed = false;
    for (int i = 0; i < legs.size(); i++) {
      Leg leg = legs.get(i);
      filled &= leg.end == LegEnd.FILLED;
      executed |= leg.executedLots > 0;
      expired |= leg.end == LegEnd.EXPIRED;
      killed |= leg.end == LegEnd.KILLED;
    }
    if (filled) {
      return GroupEnd.FILLED;
    }
    if (executed) {
      return GroupEnd.PARTLY_FILLED;
    }
    return expired ? GroupEnd.EXPIRED : killed ? GroupEnd.KILLED : GroupEnd.CANCELLED;
  }
}
