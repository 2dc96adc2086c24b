package io.dams.backoffice.statement;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.topic.StatementEvent.PointsStuck;
import io.dams.contracts.topic.Topics;
import io.dams.platform.obligation.ObligationProperties;
import io.dams.platform.obligation.Obligations;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * {@code point_error_statement_book}: movements that are owed and could not be made. They go on
 * being tried, slowly; an operator can have one tried at once.
 */
@Component
public class ErrorBook {

  private static final Logger log = LoggerFactory.getLogger(ErrorBook.class);

  private final ErrorBookMapper mapper;
  private final Obligations obligations;
  private final ObligationProperties pace;
  private final Outbox outbox;

  ErrorBook(
      ErrorBookMapper mapper, Obligations obligations, ObligationProperties pace, Outbox outbox) {
    this.mapper = mapper;
    this.obligations = obligations;
    this.pace = pace;
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
    mapper.resolve(transferId, mapper.now());
  }

  /**
   * Entries in the order in which they were opened.
   *
   * @param open only those that are not resolved
   * @param after the id after which to read on; 0 for the start
   * @param limit at most so many
   */
  @Transactional(readOnly = true)
  List<ErrorEntry> list(boolean open, long after, int limit) {
    return mapper.list(open, after, limit);
  }

  /** Has a stuck movement tried now, and notes who asked. */
  @Transactional
  RetryAnswer retry(TransferId transferId, String operator) {
    ErrorEntry entry = mapper.lock(transferId).orElse(null);
    if (entry == null) {
      return RetryAnswer.UNKNOWN;
    }
    if (entry.resolvedAt() != null) {
      return RetryAnswer.RESOLVED_BEFORE;
    }
    Instant now = mapper.now();
    mapper.audit(transferId, operator, "RETRY", now);
    if (mapper.due(transferId, now) != 1) {
      throw new IllegalStateException("entry " + transferId + " is locked, and gone");
    }
    boolean hastened = obligations.hasten(entry.kind().name(), transferId.value());
    log.info("{} is retried for {} (was waiting: {})", transferId, operator, hastened);
    return RetryAnswer.ASKED;
  }

  /** What became of an operator's request to retry. */
  enum RetryAnswer {
    ASKED,
    RESOLVED_BEFORE,
    UNKNOWN
  }
}
