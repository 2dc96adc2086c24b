package io.dams.backoffice.suspense;

import io.dams.backoffice.audit.AuditEntry;
import io.dams.backoffice.audit.AuditTrail;
import io.dams.backoffice.audit.AuditTrail.Book;
import io.dams.backoffice.audit.Evidence;
import io.dams.backoffice.statement.ErrorBook;
import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.id.UserId;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.StatementEvent.PointsClaimed;
import io.dams.contracts.topic.StatementEvent.PointsSuspended;
import io.dams.contracts.topic.Topics;
import io.dams.platform.obligation.Obligations;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Points wait here for a destination, and leave as a settlement with an id of its own. */
@Component
public class Suspense {

  private static final Logger log = LoggerFactory.getLogger(Suspense.class);
  private static final String REBOUND = "wallet-bound";

  private final SuspenseMapper mapper;
  private final ErrorBook errors;
  private final AuditTrail audit;
  private final Obligations obligations;
  private final Outbox outbox;

  Suspense(
      SuspenseMapper mapper,
      ErrorBook errors,
      AuditTrail audit,
      Obligations obligations,
      Outbox outbox) {
    this.mapper = mapper;
    this.errors = errors;
    this.audit = audit;
    this.obligations = obligations;
    this.outbox = outbox;
  }

  /**
   * Suspends a settlement or a return that is given up at the merchant, so that it never will be
   * made, and closes its entry in the error book. In the caller's transaction. Event: {@link
   * PointsSuspended}.
   *
   * @param reason a stable code
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void suspend(Movement movement, String reason) {
    Instant now = mapper.now();
    Suspended before = mapper.before(movement.transferId()).orElse(null);
    TransferId first = before == null ? movement.transferId() : before.firstId();
    mapper.insert(movement, first, before == null ? 0 : before.number() + 1, reason, now);
    errors.resolve(movement.transferId());
    log.warn("{} waits for a destination: {}", movement.transferId(), reason);
    send(
        new PointsSuspended(
            movement.transferId(),
            movement.kind(),
            movement.exCode(),
            movement.units(),
            movement.group(),
            movement.leg(),
            movement.user(),
            reason,
            now));
  }

  /** The user has bound an account at the merchant: what waits for one goes there. */
  @Transactional(propagation = Propagation.MANDATORY)
  void rebound(UserId user, AssetCode exCode, String uid) {
    for (Suspended suspended : mapper.lockOpen(user, exCode)) {
      claim(suspended, uid, REBOUND, null);
    }
  }

  /** An operator names an account at the merchant. */
  @Transactional
  ClaimAnswer claim(TransferId transferId, String uid, Evidence evidence, String operator) {
    Suspended suspended = mapper.lock(transferId).orElse(null);
    if (suspended == null) {
      return ClaimAnswer.UNKNOWN;
    }
    if (suspended.state() != Suspended.State.SUSPENDED) {
      return ClaimAnswer.CLAIMED_BEFORE;
    }
    claim(suspended, uid, operator, evidence);
    return ClaimAnswer.CLAIMED;
  }

  private void claim(Suspended suspended, String uid, String actor, @Nullable Evidence evidence) {
    Instant now = mapper.now();
    Movement claim = suspended.claim(uid);
    if (mapper.claim(suspended.transferId(), claim, now) != 1) {
      throw new IllegalStateException(suspended.transferId() + " is locked, and claimed");
    }
    audit.note(Book.SUSPENSE, suspended.transferId().value(), actor, "CLAIMED", evidence);
    obligations.owe(claim.owed(now));
    send(
        new PointsClaimed(
            suspended.transferId(),
            claim.transferId(),
            suspended.exCode(),
            suspended.units(),
            suspended.groupId(),
            suspended.legId(),
            suspended.userId(),
            now));
  }

  private void send(StatementEvent event) {
    outbox.send(new OutboxMessage(Topics.STATEMENT, null, event.group().toString(), event));
  }

  /** Entries in the order in which they were suspended. */
  List<Suspended> list(
      Suspended.@Nullable State state,
      @Nullable AssetCode exCode,
      @Nullable UserId user,
      long after,
      int limit) {
    return mapper.list(state, exCode, user, after, limit);
  }

  /** One of them. */
  Optional<Suspended> find(TransferId transferId) {
    return mapper.find(transferId);
  }

  /** What was done to it. */
  List<AuditEntry> trail(TransferId transferId) {
    return audit.of(Book.SUSPENSE, transferId.value());
  }

  /** What became of an operator's claim. */
  enum ClaimAnswer {
    CLAIMED,
    CLAIMED_BEFORE,
    UNKNOWN
  }
}
