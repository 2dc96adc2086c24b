package io.dams.backoffice.reserve;

import io.dams.backoffice.ordergroup.GroupState;
import io.dams.backoffice.ordergroup.OrderGroup;
import io.dams.backoffice.ordergroup.OrderGroups;
import io.dams.backoffice.ordergroup.OrderLeg;
import io.dams.backoffice.ordergroup.PartState;
import io.dams.backoffice.release.Releases;
import io.dams.backoffice.statement.ErrorBook;
import io.dams.backoffice.statement.Movement;
import io.dams.backoffice.statement.StatementBook;
import io.dams.backoffice.tokenhold.TokenHolds;
import io.dams.contracts.id.LegId;
import io.dams.contracts.id.OrderGroupId;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.order.Funding;
import io.dams.contracts.order.LegTerms;
import io.dams.contracts.order.OrderGroupTerms;
import io.dams.contracts.order.Side;
import io.dams.contracts.topic.OrderEvent.OrderGroupSubmitFailed;
import io.dams.contracts.topic.OrderEvent.SubmitFailure;
import io.dams.contracts.topic.Topics;
import io.dams.platform.obligation.Obligations;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Decides what an answer about a part means for its group. Every decision takes the group's lock
 * and is one transaction with the rows that led to it: whoever makes the last part ready submits
 * the group, and whoever comes first to a refusal fails it. What is answered after a failure is
 * released, never submitted.
 */
@Component
public class Preparation {

  private final OrderGroups groups;
  private final Releases releases;
  private final TokenHolds holds;
  private final StatementBook book;
  private final ErrorBook errors;
  private final Obligations obligations;
  private final Submission submission;
  private final Outbox outbox;
  private final ReserveProperties properties;

  Preparation(
      OrderGroups groups,
      Releases releases,
      TokenHolds holds,
      StatementBook book,
      ErrorBook errors,
      Obligations obligations,
      Submission submission,
      Outbox outbox,
      ReserveProperties properties) {
    this.groups = groups;
    this.releases = releases;
    this.holds = holds;
    this.book = book;
    this.errors = errors;
    this.obligations = obligations;
    this.submission = submission;
    this.outbox = outbox;
    this.properties = properties;
  }

  /**
   * Owes all that a new group needs: a reserve for each sell leg, a check of the destination of
   * each buy leg, a hold when nothing else pays.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void begin(OrderGroupTerms terms, Instant now) {
    Instant deadline = now.plus(properties.deadline());
    for (LegTerms leg : terms.legs()) {
      obligations.owe(
          switch (leg.side()) {
            case SELL -> ReservePoints.owed(terms.user(), leg, now, deadline);
            case BUY -> VerifyDestination.owed(leg, now, deadline);
          });
    }
    if (terms.funding() == Funding.HOLD) {
      obligations.owe(HoldTokens.owed(terms, now, deadline));
    }
  }

  /**
   * The merchant has the points in its intermediary account.
   *
   * @param attempt which one it was
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void reserved(Movement reserve, TransferAnswer answer, int attempt) {
    OrderGroup group = lock(reserve.group());
    groups.moveLeg(group.leg(reserve.leg()), PartState.PREPARED);
    book.moved(reserve, answer, attempt);
    decide(lock(reserve.group()), reserve.leg());
  }

  /** A buy leg's destination can take points. */
  @Transactional(propagation = Propagation.MANDATORY)
  void verified(LegId leg) {
    OrderGroup group = lock(leg.group());
    groups.moveLeg(group.leg(leg), PartState.PREPARED);
    decide(lock(leg.group()), leg);
  }

  /** The ledger holds the group's tokens. */
  @Transactional(propagation = Propagation.MANDATORY)
  void held(OrderGroupId id) {
    groups.moveHold(lock(id), PartState.PREPARED);
    OrderGroup group = lock(id);
    if (group.state() == GroupState.RESERVING) {
      submitIfReady(group);
    } else {
      releaseHold(group, groups.now());
    }
  }

  /** A leg's reserve or check is definitely refused: nothing is reserved, and will not be. */
  @Transactional(propagation = Propagation.MANDATORY)
  void refused(LegId leg, Refusal refusal) {
    OrderGroup group = lock(leg.group());
    groups.moveLeg(group.leg(leg), PartState.REFUSED);
    errors.resolve(TransferId.reserve(leg));
    failIfReserving(lock(leg.group()), refusal, leg);
  }

  /** The token hold is definitely refused: nothing is held, and will not be. */
  @Transactional(propagation = Propagation.MANDATORY)
  void holdRefused(OrderGroupId id, Refusal refusal) {
    groups.moveHold(lock(id), PartState.REFUSED);
    failIfReserving(lock(id), refusal, null);
  }

  /** Time is up, but what became of the part is still unknown: it goes on being asked about. */
  @Transactional(propagation = Propagation.MANDATORY)
  void unresolved(OrderGroupId id, Refusal refusal, @Nullable LegId leg) {
    failIfReserving(lock(id), refusal, leg);
  }

  /**
   * The user cancels the whole group. Before submission that ends it here; a submitted one is ended
   * by the core, which is told. Anything else has ended: nothing happens.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancel(OrderGroup group) {
    switch (group.state()) {
      case RESERVING ->
          failIfReserving(
              group, new Refusal(SubmitFailure.CANCELLED, "cancelled by the user"), null);
      case SUBMITTED -> submission.cancel(group, null);
      case FAILED, REJECTED, ENDED -> {}
    }
  }

  /**
   * The user cancels one leg of several: before submission that is kept until the core can be told.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void cancel(OrderGroup group, LegId leg) {
    switch (group.state()) {
      case RESERVING -> groups.askCancel(leg);
      case SUBMITTED -> submission.cancel(group, leg);
      case FAILED, REJECTED, ENDED -> {}
    }
  }

  private void decide(OrderGroup group, LegId prepared) {
    if (group.state() == GroupState.RESERVING) {
      submitIfReady(group);
    } else {
      releases.end(group.row().user(), group.leg(prepared), groups.now());
    }
  }

  private void submitIfReady(OrderGroup group) {
    if (group.isReady()) {
      submission.submit(group, groups.now());
    }
  }

  private void failIfReserving(OrderGroup group, Refusal refusal, @Nullable LegId leg) {
    if (group.state() != GroupState.RESERVING) {
      return;
    }
    Instant now = groups.now();
    groups.move(group, GroupState.FAILED, refusal.failure(), now);
    outbox.send(
        new OutboxMessage(
            Topics.ORDER_EVENT,
            null,
            group.id().toString(),
            new OrderGroupSubmitFailed(
                group.terms(), refusal.failure(), leg, refusal.detail(), now)));
    for (OrderLeg part : group.legs()) {
      releasePart(group, part, now);
    }
    releaseHold(group, now);
  }

  private void releasePart(OrderGroup group, OrderLeg leg, Instant now) {
    switch (leg.state()) {
      case PREPARED -> releases.end(group.row().user(), leg, now);
      case PREPARING -> {
        // a reserve that is under way is given up by its own worker, which alone knows of it
        if (leg.side() == Side.SELL) {
          obligations.hasten(ReserveHandler.KIND, TransferId.reserve(leg.leg()).value());
        }
      }
      case REFUSED, ENDED -> {}
    }
  }

  private void releaseHold(OrderGroup group, Instant now) {
    PartState hold = group.row().hold();
    if (hold == PartState.PREPARED) {
      groups.moveHold(group, PartState.ENDED);
      holds.oweVoid(group.id(), now);
    } else if (hold == PartState.PREPARING) {
      obligations.hasten(HoldHandler.KIND, HoldHandler.reference(group.id()));
    }
  }

  private OrderGroup lock(OrderGroupId id) {
    return groups
        .lock(id)
        .orElseThrow(() -> new IllegalStateException("group " + id + " is not known"));
  }
}
