package io.dams.frontoffice.progress;

import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.Asset;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.TimeInForce;
import io.dams.contracts.topic.CoreEvent.CancelReject;
import io.dams.contracts.topic.CoreEvent.GroupEnd;
import io.dams.contracts.topic.CoreEvent.LegEnd;
import io.dams.contracts.topic.CoreEvent.LegEnded;
import io.dams.contracts.topic.CoreEvent.RejectReason;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What became of an order group, put together from three topics between which there is no order: a
 * trade may be read before the word that the group was submitted. So each step only goes forward,
 * and what is late changes nothing (the same object is returned). What contradicts the status table
 * throws: one of the books is wrong.
 *
 * @param reason a stable code, when it ended without or against the core
 * @param refusedLeg the leg that was refused, if one was
 * @param detail for people
 * @param cancel what became of the last cancel, while that is not told by a leg or the status
 * @param at time of the last change
 */
public record GroupProgress(
    OrderGroupId group,
    UserId user,
    AssetCode token,
    int tokenScale,
    int shard,
    TimeInForce timeInForce,
    @Nullable Instant expiresAt,
    Instant placedAt,
    GroupStatus status,
    @Nullable String reason,
    @Nullable LegId refusedLeg,
    @Nullable String detail,
    CancelState cancel,
    Instant at,
    List<LegProgress> legs) {

  /** A merchant may say more. */
  private static final int MAX_DETAIL = 500;

  /** What became of the last cancel. */
  public enum CancelState {
    NONE,
    REQUESTED,
    TOO_LATE
  }

  /** Copies the list. */
  public GroupProgress {
    legs = List.copyOf(legs);
  }

  static GroupProgress accepted(OrderGroupTerms terms, int tokenScale, List<Integer> pointScales) {
    List<LegProgress> legs = new ArrayList<>();
    for (int i = 0; i < terms.legs().size(); i++) {
      legs.add(LegProgress.placed(terms.legs().get(i), pointScales.get(i)));
    }
    return new GroupProgress(
        terms.group(),
        terms.user(),
        terms.token(),
        tokenScale,
        terms.shard(),
        terms.timeInForce(),
        terms.expiresAt(),
        terms.placedAt(),
        GroupStatus.ACCEPTED,
        null,
        null,
        null,
        CancelState.NONE,
        terms.placedAt(),
        legs);
  }

  /** Everything is reserved. Late when the core has already spoken. */
  GroupProgress submitted(Instant when) {
    return status == GroupStatus.ACCEPTED ? become(GroupStatus.SUBMIT, when) : this;
  }

  /** The group ended before the core saw it. */
  GroupProgress submitFailed(SubmitFailure why, @Nullable LegId leg, String text, Instant when) {
    if (status == GroupStatus.SUBMIT_FAILURE) {
      return this;
    }
    return eachLeg(open -> open.with(LegStatus.NOT_SUBMITTED))
        .become(GroupStatus.SUBMIT_FAILURE, when)
        .cancel(CancelState.NONE, when)
        .because(why.name(), leg, text);
  }

  /** The group is in the books, or being matched. */
  GroupProgress entered(Instant when) {
    if (!status.open()) {
      throw contradiction("entered");
    }
    GroupProgress live = eachLeg(leg -> leg.with(LegStatus.LIVE));
    return status == GroupStatus.ACCEPTED ? live.become(GroupStatus.SUBMIT, when) : live.at(when);
  }

  /** The core refused the group. A duplicate says nothing about the first, living one. */
  GroupProgress rejected(RejectReason why, Instant when) {
    if (why == RejectReason.DUPLICATE_GROUP) {
      return this;
    }
    return eachLeg(leg -> leg.with(LegStatus.REJECTED))
        .become(GroupStatus.REJECTED, when)
        .cancel(CancelState.NONE, when)
        .because(why.name(), null, null);
  }

  /** A trade of one leg. */
  GroupProgress traded(LegId leg, long lots, long priceUnits, Instant when) {
    if (!status.open() || !leg(leg).status().open()) {
      throw contradiction("traded on leg " + leg);
    }
    GroupProgress next = replace(leg, leg(leg).traded(lots, priceUnits));
    return next.status == GroupStatus.TRADING
        ? next.at(when)
        : next.become(GroupStatus.TRADING, when);
  }

  /** A leg's end; what was executed must be what was seen here. */
  GroupProgress legEnded(LegEnded end, Instant when) {
    LegProgress leg = leg(end.leg());
    if (leg.executedLots() != end.executedLots() || leg.trades() != end.trades()) {
      throw contradiction(
          "leg %s ended with %d lots in %d trades, seen were %d in %d"
              .formatted(
                  end.leg(), end.executedLots(), end.trades(), leg.executedLots(), leg.trades()));
    }
    GroupProgress next = replace(end.leg(), leg.with(LegStatus.of(end.reason()))).at(when);
    return end.reason() == LegEnd.CANCELLED ? next.cancel(CancelState.NONE, when) : next;
  }

  /** All legs have ended. */
  GroupProgress ended(GroupEnd outcome, Instant when) {
    if (legs.stream().anyMatch(leg -> leg.status().open())) {
      throw contradiction("ended with an open leg");
    }
    GroupProgress end = become(GroupStatus.of(outcome), when);
    if (end.cancel != CancelState.REQUESTED) {
      return end;
    }
    return end.cancel(
        end.status == GroupStatus.FILLED ? CancelState.TOO_LATE : CancelState.NONE, when);
  }

  /**
   * What a movement of a leg is for. Points that a seller gets back from suspense come as a
   * settlement, and are a return.
   */
  public TransferKind purpose(LegId leg, TransferKind kind) {
    return leg(leg).purpose(kind);
  }

  /** A merchant confirmed a movement. */
  public GroupProgress moved(
      LegId leg, TransferKind kind, long units, boolean wasDelayed, Instant when) {
    LegProgress next = leg(leg).moved(kind, units);
    return replace(leg, wasDelayed ? next.delayed(-1) : next).at(when);
  }

  /** A movement is owed and could not be made yet. */
  public GroupProgress stuck(LegId leg, Instant when) {
    return replace(leg, leg(leg).delayed(1)).at(when);
  }

  /** The owner asked for the end of the group or of a leg. */
  GroupProgress cancelAsked(Instant when) {
    return status.open() ? cancel(CancelState.REQUESTED, when) : this;
  }

  /** The core found nothing to end. */
  GroupProgress cancelRefused(CancelReject why, Instant when) {
    return switch (why) {
      case TOO_LATE, UNKNOWN_GROUP ->
          cancel == CancelState.REQUESTED ? cancel(CancelState.TOO_LATE, when) : this;
    };
  }

  /** Whether the merchants confirmed everything that follows from the group's end. */
  boolean settled() {
    boolean submitted = status != GroupStatus.SUBMIT_FAILURE;
    return !status.open() && legs.stream().allMatch(leg -> leg.settled(submitted));
  }

  /** Its token with its scale. */
  public Asset tokenAsset() {
    return new Asset(token, tokenScale);
  }

  /** Its leg with this id; throws when it has none. */
  public LegProgress leg(LegId id) {
    if (!id.group().equals(group) || id.number() >= legs.size()) {
      throw contradiction("no leg " + id);
    }
    return legs.get(id.number());
  }

  private GroupProgress become(GroupStatus next, Instant when) {
    if (!status.next().contains(next)) {
      throw contradiction("cannot become " + next);
    }
    return copy(next, reason, refusedLeg, detail, cancel, when, legs);
  }

  private GroupProgress because(String why, @Nullable LegId leg, @Nullable String text) {
    String kept =
        text == null || text.length() <= MAX_DETAIL ? text : text.substring(0, MAX_DETAIL);
    return copy(status, why, leg, kept, cancel, at, legs);
  }

  private GroupProgress cancel(CancelState next, Instant when) {
    return next == cancel ? this : copy(status, reason, refusedLeg, detail, next, when, legs);
  }

  private GroupProgress at(Instant when) {
    return copy(status, reason, refusedLeg, detail, cancel, when, legs);
  }

  private GroupProgress eachLeg(UnaryOperator<LegProgress> step) {
    List<LegProgress> next =
        legs.stream().map(leg -> leg.status().open() ? step.apply(leg) : leg).toList();
    return copy(status, reason, refusedLeg, detail, cancel, at, next);
  }

  private GroupProgress replace(LegId id, LegProgress leg) {
    List<LegProgress> next = new ArrayList<>(legs);
    next.set(id.number(), leg);
    return copy(status, reason, refusedLeg, detail, cancel, at, next);
  }

  private GroupProgress copy(
      GroupStatus nextStatus,
      @Nullable String nextReason,
      @Nullable LegId nextLeg,
      @Nullable String nextDetail,
      CancelState nextCancel,
      Instant when,
      List<LegProgress> nextLegs) {
    Instant later = when.isAfter(at) ? when : at;
    return new GroupProgress(
        group,
        user,
        token,
        tokenScale,
        shard,
        timeInForce,
        expiresAt,
        placedAt,
        nextStatus,
        nextReason,
        nextLeg,
        nextDetail,
        nextCancel,
        later,
        nextLegs);
  }

  private IllegalStateException contradiction(String what) {
    return new IllegalStateException("group " + group + " is " + status + ", but: " + what);
  }
}
