package io.dams.backoffice.breaks;

import io.dams.backoffice.audit.AuditEntry;
import io.dams.backoffice.audit.AuditTrail;
import io.dams.backoffice.audit.AuditTrail.Book;
import io.dams.backoffice.audit.Evidence;
import io.dams.contracts.money.AssetCode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The work flow of breaks. Every step leaves a row in the audit trail. */
@Component
public class Breaks {

  private static final String SELF = "reconciliation";

  private final BreakMapper mapper;
  private final AuditTrail audit;

  Breaks(BreakMapper mapper, AuditTrail audit) {
    this.mapper = mapper;
    this.audit = audit;
  }

  /**
   * Opens a break, opens one again that had matched, or notes that it was seen by another pass. In
   * the caller's transaction.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void found(Difference difference, int pass) {
    StatementBreak known = mapper.lockSame(difference).orElse(null);
    if (known == null) {
      mapper.insert(difference, pass);
      known = mapper.lockSame(difference).orElseThrow();
      audit.note(Book.BREAKS, Long.toString(known.id()), SELF, BreakState.OPEN.name(), null);
      return;
    }
    if (mapper.seenAgain(known.id(), difference, pass) != 1) {
      throw new IllegalStateException("break " + known.id() + " is locked, and gone");
    }
    if (known.state() == BreakState.MATCHED) {
      move(known, BreakState.OPEN, SELF, null);
    }
  }

  /** A pass over a day is complete: what it has not found any more matches. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void passed(AssetCode exCode, LocalDate day, int pass) {
    mapper.unseen(exCode, day, pass).forEach(this::match);
  }

  /**
   * Closes breaks of lines that were missing here and were booked meanwhile.
   *
   * @return how many; fewer than {@code limit} when no more are left
   */
  @Transactional
  public int matchLate(int limit) {
    List<Long> matched = mapper.matchedMeanwhile(limit);
    matched.forEach(this::match);
    return matched.size();
  }

  private void match(long id) {
    StatementBreak known = mapper.lock(id).orElseThrow();
    if (known.state().next().contains(BreakState.MATCHED)) {
      move(known, BreakState.MATCHED, SELF, null);
    }
  }

  /** Somebody says why the books differ. */
  @Transactional
  BreakAnswer explain(long id, String operator, Evidence evidence) {
    return step(id, BreakState.EXPLAINED, operator, evidence);
  }

  /** Somebody closes it. */
  @Transactional
  BreakAnswer resolve(long id, String operator, Evidence evidence) {
    return step(id, BreakState.RESOLVED, operator, evidence);
  }

  private BreakAnswer step(long id, BreakState to, String operator, Evidence evidence) {
    StatementBreak known = mapper.lock(id).orElse(null);
    if (known == null) {
      return new BreakAnswer.Unknown();
    }
    if (!known.state().next().contains(to)) {
      return new BreakAnswer.Refused(known.state());
    }
    move(known, to, operator, evidence);
    return new BreakAnswer.Changed();
  }

  private void move(
      StatementBreak known, BreakState to, String actor, @Nullable Evidence evidence) {
    if (mapper.move(known.id(), known.state(), to) != 1) {
      throw new IllegalStateException("break " + known.id() + " is no longer " + known.state());
    }
    audit.note(Book.BREAKS, Long.toString(known.id()), actor, to.name(), evidence);
  }

  /** Breaks in the order in which they were opened. */
  @Transactional(readOnly = true)
  List<StatementBreak> list(BreakMapper.Filter filter, long after, int limit) {
    return mapper.list(filter, after, limit);
  }

  /** One of them. */
  Optional<StatementBreak> find(long id) {
    return mapper.find(id);
  }

  /** What was done to it. */
  List<AuditEntry> trail(long id) {
    return audit.of(Book.BREAKS, Long.toString(id));
  }

  /** What became of an operator's step. */
  sealed interface BreakAnswer {

    /** Done. */
    record Changed() implements BreakAnswer {}

    /** Its state does not allow it. */
    record Refused(BreakState state) implements BreakAnswer {}

    /** There is no such break. */
    record Unknown() implements BreakAnswer {}
  }
}
