package io.dams.backoffice.reconcile;

import io.dams.backoffice.breaks.BreakType;
import io.dams.backoffice.breaks.Breaks;
import io.dams.backoffice.breaks.Difference;
import io.dams.backoffice.receivable.ReserveChecks;
import io.dams.backoffice.reconcile.Reconciliation.State;
import io.dams.backoffice.statement.BookLine;
import io.dams.backoffice.statement.StatementBook;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.merchant.TransferKind;
import io.dams.contracts.money.AssetCode;
import io.dams.platform.merchant.StatementReading;
import io.dams.platform.merchant.StatementReading.Unbookable;
import io.dams.platform.obligation.Obligations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Passes over merchants' days. Each page is one transaction that leaves the pass at the next one,
 * so that it goes on after a crash where it was, and a page that is read twice counts once.
 */
@Component
class Reconciliations {

  private static final Logger log = LoggerFactory.getLogger(Reconciliations.class);

  private final ReconciliationMapper mapper;
  private final StatementBook book;
  private final Breaks breaks;
  private final ReserveChecks reserves;
  private final Obligations obligations;
  private final ReconciliationProperties properties;

  Reconciliations(
      ReconciliationMapper mapper,
      StatementBook book,
      Breaks breaks,
      ReserveChecks reserves,
      Obligations obligations,
      ReconciliationProperties properties) {
    this.mapper = mapper;
    this.book = book;
    this.breaks = breaks;
    this.reserves = reserves;
    this.obligations = obligations;
    this.properties = properties;
  }

  /** The last day (UTC) that is over, and has been for the grace. */
  LocalDate lastClosedDay() {
    return LocalDate.ofInstant(mapper.now().minus(properties.grace()), ZoneOffset.UTC).minusDays(1);
  }

  /** Begins the first pass over a day. Nothing happens when it has begun before. */
  @Transactional
  public void begin(AssetCode exCode, LocalDate day, String by) {
    if (mapper.find(exCode, day).isEmpty()) {
      try {
        mapper.insert(exCode, day, by);
      } catch (DuplicateKeyException e) {
        return; // another instance has just begun it
      }
      obligations.owe(new ReconcileDay(exCode, day, 1).owed(mapper.now()));
    }
  }

  /**
   * Begins a pass, the first or another. One that is under way is the answer to every request for
   * it: nothing is begun.
   */
  @Transactional
  public Reconciliation request(AssetCode exCode, LocalDate day, String by) {
    begin(exCode, day, by);
    Reconciliation known = mapper.lock(exCode, day).orElseThrow();
    if (known.state() == State.DONE && mapper.again(known.id(), by) == 1) {
      obligations.owe(new ReconcileDay(exCode, day, known.pass() + 1).owed(mapper.now()));
    }
    return mapper.find(exCode, day).orElseThrow();
  }

  /** The last pass over a day; empty when there was none. */
  Optional<Reconciliation> find(AssetCode exCode, LocalDate day) {
    return mapper.find(exCode, day);
  }

  /** Days in the order in which their first pass began. */
  List<Reconciliation> list(
      @Nullable AssetCode exCode, @Nullable LocalDate day, long after, int limit) {
    return mapper.list(exCode, day, after, limit);
  }

  /**
   * Compares a page of the merchant's with our lines of these ids. A line that we do not know of is
   * asked about by its id, if it is owed: the statement alone confirms nothing. A line that no book
   * can hold is a break of its own, and confirms nothing either. Throws when pages go on to bring
   * nothing that this pass has not read, as then it would never end.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void read(Reconciliation pass, StatementReading page) {
    Set<TransferId> ids = page.lines().stream().map(Line::transferId).collect(Collectors.toSet());
    page.unbookable().forEach(line -> ids.add(LineComparison.id(line)));
    Map<TransferId, BookLine> ours =
        book.lines(ids).stream()
            .collect(Collectors.toMap(BookLine::transferId, Function.identity()));
    Set<TransferId> before = ids.isEmpty() ? Set.of() : mapper.read(pass, ids);
    List<Difference> found = differences(pass, page, ours, before);
    ids.removeAll(before);
    if (!ids.isEmpty()) {
      mapper.keep(pass, ids);
    } else if (page.next() != null) {
      checkRepetition(pass, page);
    }
    for (Difference difference : found) {
      breaks.found(difference, pass.pass());
      if (difference.type() == BreakType.MISSING_HERE && difference.theirs() != null) {
        obligations.hasten(difference.theirs().kind().name(), difference.transferId().value());
      } else if (difference.type() == BreakType.UNBOOKABLE_THERE) {
        reserves.doubt(difference.transferId(), cause(pass), mapper.now());
      }
    }
    State next = page.next() == null ? State.COMPARING : State.READING;
    goOn(pass, next, null, page.next(), page.size(), 0, found.size());
  }

  /** One page of repeated lines is a merchant's mistake; more are a statement without an end. */
  private void checkRepetition(Reconciliation pass, StatementReading page) {
    long repeated = pass.theirLines() + page.size() - mapper.countRead(pass);
    if (page.size() == 0 || repeated > properties.pageLines()) {
      throw new IllegalStateException("a page of " + pass.exCode() + " brings nothing new");
    }
  }

  private static List<Difference> differences(
      Reconciliation pass,
      StatementReading page,
      Map<TransferId, BookLine> ours,
      Set<TransferId> before) {
    Set<TransferId> seen = new HashSet<>(before);
    List<Difference> found = new ArrayList<>();
    for (Line line : page.lines()) {
      boolean again = !seen.add(line.transferId());
      found.addAll(
          LineComparison.of(pass.exCode(), pass.day(), line, ours.get(line.transferId()), again));
    }
    for (Unbookable line : page.unbookable()) {
      BookLine known = ours.get(LineComparison.id(line));
      LineComparison.unbookable(pass.exCode(), pass.day(), line, known).ifPresent(found::add);
    }
    return found;
  }

  /**
   * Looks which of our lines of the day the merchant has not; the last ones end the pass. A reserve
   * among them is asked about by its id.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void compare(Reconciliation pass) {
    Instant afterAt = pass.cursorAt() == null ? Instant.EPOCH : pass.cursorAt();
    String afterId = pass.cursorText() == null ? "" : pass.cursorText();
    List<BookLine> lines =
        book.lines(pass.exCode(), pass.day(), afterAt, afterId, properties.pageLines());
    Set<TransferId> there =
        lines.isEmpty()
            ? Set.of()
            : mapper.read(pass, lines.stream().map(BookLine::transferId).toList());
    List<BookLine> missing =
        lines.stream().filter(line -> !there.contains(line.transferId())).toList();
    for (BookLine line : missing) {
      breaks.found(LineComparison.missingThere(pass.day(), line), pass.pass());
      if (line.kind() == TransferKind.RESERVE) {
        reserves.doubt(line.transferId(), cause(pass), mapper.now());
      }
    }
    if (lines.size() == properties.pageLines()) {
      BookLine last = lines.getLast();
      goOn(
          pass,
          State.COMPARING,
          last.merchantAt(),
          last.transferId().value(),
          0,
          lines.size(),
          missing.size());
      return;
    }
    breaks.passed(pass.exCode(), pass.day(), pass.pass());
    goOn(pass, State.DONE, null, null, 0, lines.size(), missing.size());
    long all = pass.breaks() + missing.size();
    if (all > 0) {
      log.error("{} of {}: {} differences", pass.day(), pass.exCode(), all);
    }
  }

  private static String cause(Reconciliation pass) {
    return "pass-" + pass.id() + "-" + pass.pass();
  }

  private void goOn(
      Reconciliation seen,
      State state,
      @Nullable Instant cursorAt,
      @Nullable String cursorText,
      long theirs,
      long ours,
      long found) {
    if (mapper.goOn(seen, state, cursorAt, cursorText, theirs, ours, found) != 1) {
      throw new IllegalStateException("another has gone on with " + seen);
    }
  }
}
