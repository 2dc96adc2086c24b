package io.dams.backoffice.statement;

import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.money.AssetCode;
import io.dams.contracts.topic.StatementEvent.PointsMoved;
import io.dams.contracts.topic.Topics;
import io.dams.platform.outbox.Outbox;
import io.dams.platform.outbox.OutboxMessage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
   *
   * @param attempt which one it was; the first finds nothing in the error book
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void moved(Movement movement, TransferAnswer answer, int attempt) {
    mapper.insert(movement, answer);
    if (attempt > 1) {
      errors.resolve(movement.transferId());
    }
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

  /** The line of a movement; empty when it was not made, or not known to be. */
  public Optional<BookLine> find(TransferId transferId) {
    return mapper.find(transferId);
  }

  /** The lines of these movements, as far as there are any. */
  public List<BookLine> lines(Collection<TransferId> transferIds) {
    return transferIds.isEmpty() ? List.of() : mapper.all(transferIds);
  }

  /**
   * Lines of a merchant's UTC day, in the order of the merchant's time and of the id.
   *
   * @param afterAt the time of the last line that was read; of the first page, any before the day
   * @param afterId its id
   * @param limit at most so many
   */
  public List<BookLine> lines(
      AssetCode exCode, LocalDate day, Instant afterAt, String afterId, int limit) {
    Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant start = afterAt.isBefore(from) ? from : afterAt;
    return mapper.between(exCode, start, to, afterAt, afterId, limit);
  }

  /** The first UTC day of which there is a line. */
  public Optional<LocalDate> firstDay(AssetCode exCode) {
    return Optional.ofNullable(mapper.first(exCode))
        .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
  }
}
