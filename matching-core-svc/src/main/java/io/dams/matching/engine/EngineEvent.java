package io.dams.matching.engine;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.CoreEvent;
import io.dams.contracts.topic.CoreEvent.CancelReject;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event in memory that the engine uses again: it holds until whoever is told of it returns.
 * {@link #toEvent()} is what lasts. It refers to the terms that came with the commands; so telling
 * it costs no memory.
 */
public final class EngineEvent {

  /** Which of the events, and so which of the fields mean something. */
  enum Kind {
    ACCEPTED,
    REJECTED,
    TRADED,
    LEG_ENDED,
    GROUP_ENDED,
    CANCEL_REJECTED,
    DEPTH_CHANGED,
    /** One that comes with a command of operators or contracts, made at once. */
    OTHER
  }

  private Kind kind = Kind.OTHER;
  private int shard;
  private long sequence;
  private long command;
  private boolean last;
  private Instant at = Instant.EPOCH;

  /** The group; of a trade, the buyer's. */
  private @Nullable OrderGroupTerms terms;

  private int leg;
  private @Nullable OrderGroupTerms seller;
  private int sellerLeg;
  private Side taker = Side.BUY;
  private long lots;
  private long units;
  private int trades;
  private RejectReason rejectReason = RejectReason.SKIPPED;
  private LegEnd legEnd = LegEnd.FILLED;
  private GroupEnd groupEnd = GroupEnd.FILLED;
  private CancelReject cancelReject = CancelReject.TOO_LATE;
  private @Nullable OrderGroupId meantGroup;
  private @Nullable LegId meantLeg;
  private @Nullable Book book;
  private CoreEvent.@Nullable Body body;

  /** The event as a value that may be kept. */
  public CoreEvent toEvent() {
    return new CoreEvent(shard, sequence, command, last, at, body());
  }

  Kind kind() {
    return kind;
  }

  void accepted(OrderGroupTerms group) {
    kind = Kind.ACCEPTED;
    terms = group;
  }

  void rejected(OrderGroupTerms group, RejectReason reason) {
    kind = Kind.REJECTED;
    terms = group;
    rejectReason = reason;
  }

  void traded(Leg buy, Leg sell, Side takerSide, long tradedLots, long priceUnits) {
    kind = Kind.TRADED;
    terms = buy.group.terms;
    leg = buy.number();
    seller = sell.group.terms;
    sellerLeg = sell.number();
    taker = takerSide;
    lots = tradedLots;
    units = priceUnits;
  }

  void ended(Leg ended, LegEnd reason) {
    kind = Kind.LEG_ENDED;
    terms = ended.group.terms;
    leg = ended.number();
    legEnd = reason;
    lots = ended.executedLots;
    trades = ended.trades;
  }

  void ended(Group group) {
    kind = Kind.GROUP_ENDED;
    terms = group.terms;
    groupEnd = group.outcome();
    units = group.purseUnits;
  }

  void cancelRejected(OrderGroupId group, @Nullable LegId meant, CancelReject reason) {
    kind = Kind.CANCEL_REJECTED;
    meantGroup = group;
    meantLeg = meant;
    cancelReject = reason;
  }

  /** What the depth is by now is read when the event is: no command comes between. */
  void depthChanged(Book changed) {
    kind = Kind.DEPTH_CHANGED;
    book = changed;
  }

  void other(CoreEvent.Body rare) {
    kind = Kind.OTHER;
    body = rare;
  }

  void number(int ofShard, long asSequence, long ofCommand, boolean isLast, Instant logTime) {
    shard = ofShard;
    sequence = asSequence;
    command = ofCommand;
    last = isLast;
    at = logTime;
  }

  /** Lets go of what it refers to. */
  void forget() {
    terms = null;
    seller = null;
    meantGroup = null;
    meantLeg = null;
    body = null;
  }

  private CoreEvent.Body body() {
    return switch (kind) {
      case ACCEPTED -> new CoreEvent.OrderGroupAccepted(terms());
      case REJECTED -> new CoreEvent.OrderGroupRejected(terms(), rejectReason);
      case TRADED -> trade();
      case LEG_ENDED ->
          new CoreEvent.LegEnded(
              terms().group(), terms().legs().get(leg).leg(), legEnd, lots, trades);
      case GROUP_ENDED -> new CoreEvent.OrderGroupEnded(terms().group(), groupEnd, units);
      case CANCEL_REJECTED ->
          new CoreEvent.CancelRejected(Objects.requireNonNull(meantGroup), meantLeg, cancelReject);
      case DEPTH_CHANGED -> Objects.requireNonNull(book).depth();
      case OTHER -> Objects.requireNonNull(body);
    };
  }

  private CoreEvent.Traded trade() {
    var sold = Objects.requireNonNull(seller);
    var bought = terms().legs().get(leg);
    return new CoreEvent.Traded(
        bought.contract(),
        lots,
        bought.lotUnits(),
        units,
        party(terms(), leg),
        party(sold, sellerLeg),
        taker);
  }

  private static CoreEvent.Party party(OrderGroupTerms group, int leg) {
    return new CoreEvent.Party(group.group(), group.legs().get(leg).leg(), group.user());
  }

  private OrderGroupTerms terms() {
    return Objects.requireNonNull(terms);
  }
}
