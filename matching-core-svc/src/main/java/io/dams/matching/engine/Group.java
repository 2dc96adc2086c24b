package io.dams.matching.engine;

import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
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
  final List<Leg> legs = new ArrayList<>(OrderGroupTerms.MAX_LEGS);
  long purseUnits;

  /** Whether it stands in the queue of groups whose ends have to be looked at. */
  boolean inEnding;

  /** Whether it stands in the queue of groups whose purse has to be divided. */
  boolean inFunding;

  Group(OrderGroupTerms terms) {
    this.terms = terms;
    this.funding = terms.funding();
    this.purseUnits = funding == Funding.HOLD ? terms.legs().getFirst().limitNotionalUnits() : 0;
  }

  void add(LegTerms leg, Book book) {
    legs.add(new Leg(this, leg, book));
    book.liveLegs++;
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
