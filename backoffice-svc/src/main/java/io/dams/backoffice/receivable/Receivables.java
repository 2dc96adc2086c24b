package io.dams.backoffice.receivable;

import io.dams.backoffice.audit.AuditEntry;
import io.dams.backoffice.audit.AuditTrail;
import io.dams.backoffice.audit.AuditTrail.Book;
import io.dams.backoffice.audit.Evidence;
import io.dams.backoffice.statement.ErrorBook;
import io.dams.backoffice.statement.Movement;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.topic.StatementEvent;
import io.dams.contracts.topic.StatementEvent.ReceivableBooked;
import io.dams.contracts.topic.StatementEvent.ReceivableSettled;
import io.dams.contracts.topic.Topics;
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

/** Books what a merchant owes us, once for each movement, and tells everybody by an event. */
@Component
public class Receivables {

  private static final Logger log = LoggerFactory.getLogger(Receivables.class);
  private static final String MISSING = "RESERVE_MISSING";
  private static final String SELF = "reserve-check";

  private final ReceivableMapper mapper;
  private final ErrorBook errors;
  private final AuditTrail audit;
  private final Outbox outbox;

  Receivables(ReceivableMapper mapper, ErrorBook errors, AuditTrail audit, Outbox outbox) {
    this.mapper = mapper;
    this.errors = errors;
    this.audit = audit;
    this.outbox = outbox;
  }

  /** Whether the merchant owes us this reserve. */
  public boolean isMissing(TransferId reserve) {
    return mapper
        .find(reserve)
        .filter(known -> known.state() == Receivable.State.OPEN)
        .filter(known -> known.kind() == TransferKind.RESERVE)
        .isPresent();
  }

  /**
   * Writes off a movement that is given up at the merchant, and closes its entry in the error book.
   * In the caller's transaction. Event: {@link ReceivableBooked}.
   *
   * @param reference of the evidence on which an operator decided so
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void writeOff(Movement movement, String reference) {
    errors.resolve(movement.transferId());
    book(movement, reference);
  }

  /**
   * The merchant has not the reserve that it confirmed. In the caller's transaction. Event: {@link
   * ReceivableBooked}, on which the frontoffice halts the merchant's contracts. Nothing happens
   * when it was booked before.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void missing(Movement reserve) {
    if (mapper.lock(reserve.transferId()).isEmpty()) {
      book(reserve, MISSING);
      audit.note(Book.RECEIVABLES, reserve.transferId().value(), SELF, "BOOKED", null);
    }
  }

  private void book(Movement movement, String reason) {
    Instant now = mapper.now();
    mapper.insert(movement, reason, now);
    log.error(
        "{} owes {} of {}: {}", movement.exCode(), movement.units(), movement.transferId(), reason);
    send(
        new ReceivableBooked(
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

  /** An operator says that the merchant has made it good. Event: {@link ReceivableSettled}. */
  @Transactional
  SettleAnswer settle(TransferId transferId, Evidence evidence, String operator) {
    Receivable known = mapper.lock(transferId).orElse(null);
    if (known == null) {
      return SettleAnswer.UNKNOWN;
    }
    Instant now = mapper.now();
    if (mapper.settle(transferId, now) != 1) {
      return SettleAnswer.SETTLED_BEFORE;
    }
    audit.note(Book.RECEIVABLES, transferId.value(), operator, "SETTLED", evidence);
    send(
        new ReceivableSettled(
            transferId,
            known.kind(),
            known.exCode(),
            known.units(),
            known.groupId(),
            known.legId(),
            known.userId(),
            now));
    return SettleAnswer.SETTLED;
  }

  private void send(StatementEvent event) {
    outbox.send(new OutboxMessage(Topics.STATEMENT, null, event.group().toString(), event));
  }

  /** Receivables in the order in which they were booked. */
  List<Receivable> list(
      Receivable.@Nullable State state, @Nullable AssetCode exCode, long after, int limit) {
    return mapper.list(state, exCode, after, limit);
  }

  /** One of them. */
  Optional<Receivable> find(TransferId transferId) {
    return mapper.find(transferId);
  }

  /** What was done to it. */
  List<AuditEntry> trail(TransferId transferId) {
    return audit.of(Book.RECEIVABLES, transferId.value());
  }

  /** What became of an operator's request. */
  enum SettleAnswer {
    SETTLED,
    SETTLED_BEFORE,
    UNKNOWN
  }
}
