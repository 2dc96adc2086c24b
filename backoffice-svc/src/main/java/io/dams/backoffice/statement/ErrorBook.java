package io.dams.backoffice.statement;

import io.dams.backoffice.audit.AuditEntry;
import io.dams.backoffice.audit.AuditTrail;
import io.dams.backoffice.audit.AuditTrail.Book;
import io.dams.backoffice.audit.Evidence;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.topic.StatementEvent.PointsStuck;
import io.dams.contracts.topic.Topics;
import io.dams.platform.obligation.ObligationProperties;
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

/**
 * {@code point_error_statement_book}: movements that are owed and could not be made. They go on
 * being tried, slowly; an operator can have one tried at once, or decide on evidence what becomes
 * of it.
 */
@Component
public class ErrorBook {

  private static final Logger log = LoggerFactory.getLogger(ErrorBook.class);

  private final ErrorBookMapper mapper;
  private final Obligations obligations;
  private final ObligationProperties pace;
  private final AuditTrail audit;
  private final Outbox outbox;

  ErrorBook(
      ErrorBookMapper mapper,
      Obligations obligations,
      ObligationProperties pace,
      AuditTrail audit,
      Outbox outbox) {
    this.mapper = mapper;
    this.obligations = obligations;
    this.pace = pace;
    this.audit = audit;
    this.outbox = outbox;
  }

  /**
   * Opens an entry, or brings the open one up to date. {@link PointsStuck} is sent when it opens.
   *
   * @param reason a stable code
   * @param attempts how often it was tried
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void stuck(Movement movement, String reason, int attempts) {
    Instant now = mapper.now();
    Instant next = now.plus(pace.stuckRetry());
    if (mapper.update(movement.transferId(), reason, attempts, now, next) == 1) {
      return;
    }
    mapper.insert(movement, reason, attempts, now, next);
    log.error(
        "{} of {} {} for leg {} is stuck after {} attempts: {}",
        movement.transferId(),
        movement.units(),
        movement.exCode(),
        movement.leg(),
        attempts,
        reason);
    outbox.send(
        new OutboxMessage(
            Topics.STATEMENT,
            null,
            movement.group().toString(),
            new PointsStuck(
                movement.transferId(),
                movement.kind(),
                movement.exCode(),
                movement.units(),
                movement.group(),
                movement.leg(),
                movement.user(),
                reason,
                now)));
  }

  /** Closes the entry of a movement that was made, or is no longer owed. None: nothing happens. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void resolve(TransferId transferId) {
    mapper.resolve(transferId);
  }

  /** What an operator decided about a movement that is still open; empty when nobody has. */
  public Optional<Verdict> verdict(TransferId transferId) {
    return mapper.verdict(transferId);
  }

  /**
   * Entries in the order in which they were opened.
   *
   * @param after the id after which to read on; 0 for the start
   * @param limit at most so many
   */
  @Transactional(readOnly = true)
  List<ErrorEntry> list(ErrorBookMapper.Filter filter, long after, int limit) {
    return mapper.list(filter, after, limit);
  }

  /** The database's time, by which ages are counted. */
  Instant now() {
    return mapper.now();
  }

  /** One entry; empty when there is none. */
  Optional<ErrorEntry> find(TransferId transferId) {
    return mapper.find(transferId);
  }

  /** What people did to it. */
  List<AuditEntry> trail(TransferId transferId) {
    return audit.of(Book.ERRORS, transferId.value());
  }

  /** Has a stuck movement tried now, and notes who asked. */
  @Transactional
  ErrorAnswer retry(TransferId transferId, String operator) {
    ErrorAnswer refusal = refusal(transferId, null);
    if (refusal != null) {
      return refusal;
    }
    if (mapper.due(transferId, mapper.now()) != 1) {
      throw new IllegalStateException("entry " + transferId + " is locked, and gone");
    }
    audit.note(Book.ERRORS, transferId.value(), operator, "RETRY", null);
    return hasten(transferId);
  }

  /**
   * Notes what an operator decided, and has it carried out now: by the movement's own worker, which
   * alone knows whether an attempt is under way.
   *
   * @param movedAt when the merchant says that it moved; null unless it did
   */
  @Transactional
  ErrorAnswer rule(
      TransferId transferId,
      Verdict.Ruling ruling,
      @Nullable Instant movedAt,
      Evidence evidence,
      String operator) {
    ErrorAnswer refusal = refusal(transferId, ruling);
    if (refusal != null) {
      return refusal;
    }
    Instant now = mapper.now();
    var verdict = new Verdict(ruling, evidence.reference(), movedAt == null ? now : movedAt);
    if (mapper.rule(transferId, verdict, now) != 1) {
      throw new IllegalStateException("entry " + transferId + " is locked, and gone");
    }
    audit.note(Book.ERRORS, transferId.value(), operator, ruling.name(), evidence);
    return hasten(transferId);
  }

  /** Locks the entry, and says why nothing can be done to it; null when something can. */
  private @Nullable ErrorAnswer refusal(TransferId transferId, Verdict.@Nullable Ruling ruling) {
    ErrorEntry entry = mapper.lock(transferId).orElse(null);
    if (entry == null) {
      return ErrorAnswer.UNKNOWN;
    }
    if (entry.resolvedAt() != null) {
      return ErrorAnswer.RESOLVED_BEFORE;
    }
    boolean fits = ruling != Verdict.Ruling.SUSPENDED || Movement.hasDestination(entry.kind());
    return fits ? null : ErrorAnswer.DOES_NOT_FIT;
  }

  private ErrorAnswer hasten(TransferId transferId) {
    ErrorEntry entry = mapper.find(transferId).orElseThrow();
    boolean hastened = obligations.hasten(entry.kind().name(), transferId.value());
    log.info("{} is due for an operator (was waiting: {})", transferId, hastened);
    return ErrorAnswer.ACCEPTED;
  }

  /** What became of an operator's request. */
  enum ErrorAnswer {
    ACCEPTED,
    RESOLVED_BEFORE,
    /** Only a settlement or a return can be suspended. */
    DOES_NOT_FIT,
    UNKNOWN
  }
}
