package io.dams.backoffice.statement;

import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.contracts.topic.Topics;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** {@code point_statement_book}: one line for each movement that a merchant confirmed. */
@Component
public class StatementBook {

  private final StatementMapper mapper;
  private final ErrorBook errors;
  private final Outbox outbox;

  StatementBook(StatementMapper mapper, ErrorBook errors, Outbox outbox) {
    this.mapper = mapper;
    this.errors = errors;
    this.outbox = outbox;
  }

  /**
   * Writes the line, resolves what the error book had on it, and sends {@link PointsMoved}. In the
   * caller's transaction; a second line of one id is a bug and throws.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void moved(Movement movement, TransferAnswer answer) {
    mapper.insert(movement, answer);
    errors.resolve(movement.transferId());
    outbox.send(
        new OutboxMessage(
            Topics.STATEMENT,
            null,
            movement.group().toString(),
            new PointsMoved(
                movement.transferId(),
                movement.kind(),
                movement.exCode(),
                movement.units(),
                movement.group(),
                movement.leg(),
                movement.user(),
                answer.at())));
  }
}
