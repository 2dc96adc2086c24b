package io.dams.contracts.conformance;

import static io.dams.contracts.conformance.Rule.Section.STATEMENT;

import io.dams.contracts.conformance.Movements.Movement;
import io.dams.contracts.id.TransferId;
import io.dams.contracts.merchant.MerchantProblem;
import io.dams.contracts.merchant.StatementPage;
import io.dams.contracts.merchant.StatementPage.Line;
import io.dams.contracts.merchant.TransferAnswer;
import io.dams.contracts.merchant.TransferKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The merchant's own book says what was done: all of it, once, page by page. */
final class StatementChecks {

  private static final int PAGE_LINES = 1_000;
  private static final int MAX_PAGES = 1_000;
  private static final int MAX_SMALL_PAGES = 100;
  private static final int SMALL_PAGE_LINES = 3;
  private static final LocalDate DAY_WITHOUT_LINES = LocalDate.of(2020, 1, 1);

  private StatementChecks() {}

  static List<Check> all() {
    return List.of(
        Check.of(
            "statement.complete",
            "Every transfer that was done stands in the statement once, and no other",
            STATEMENT,
            "Every transfer that was executed on that day, by its at.",
            StatementChecks::complete),
        Check.of(
            "statement.lines",
            "Each line says what was asked and answered",
            STATEMENT,
            "A line has the transfer's id, kind, uid, units, reverses, order group, and the"
                + " reference and time of its answer.",
            StatementChecks::lines),
        Check.of(
            "statement.balance",
            "The intermediary account follows from line to line",
            STATEMENT,
            "intermediaryUnits: the intermediary account after the line.",
            StatementChecks::balance),
        Check.of(
            "statement.pages",
            "Small pages hold the same lines in the same order, none twice and none left out",
            STATEMENT,
            "The order of a day's lines never changes; next leads on behind the page.",
            StatementChecks::pages),
        Check.of(
            "statement.empty-day",
            "A day without lines has an empty statement",
            STATEMENT,
            "No lines and no next.",
            StatementChecks::emptyDay),
        Check.of(
            "statement.day",
            "What is no day is refused",
            STATEMENT,
            "The date is a UTC day such as 2026-01-31; anything else is INVALID_REQUEST.",
            trial ->
                trial.expect(
                    Request.get("/v1/statements/today"),
                    Expected.refused(MerchantProblem.INVALID_REQUEST))));
  }

  /**
   * A day's statement from its first page with a line of this run on.
   *
   * @param after where that page begins; null at the beginning of the day
   */
  private record Reading(LocalDate day, @Nullable String after, List<Line> lines) {}

  private static void complete(Trial trial) {
    Map<TransferId, Movement> done = new HashMap<>();
    trial.movements().done().forEach(movement -> done.put(movement.id(), movement));
    Set<TransferId> seen = new HashSet<>();
    for (Reading reading : readings(trial)) {
      for (Line line : ours(trial, reading.lines())) {
        String text = line.kind() + " " + line.transferId();
        same(trial, "once", seen.add(line.transferId()), text + " stands there twice");
        same(
            trial,
            "only what was done",
            done.containsKey(line.transferId()),
            text + " stands there, and was never answered as done");
        Movement movement = done.get(line.transferId());
        same(
            trial,
            "the day of its at",
            movement != null && day(movement).equals(reading.day()),
            text + " stands at " + reading.day());
      }
    }
    for (Movement movement : done.values()) {
      same(
          trial,
          "every transfer that was done",
          seen.contains(movement.id()),
          movement.request().kind() + " " + movement.id() + " is not in the statement");
    }
  }

  private static void lines(Trial trial) {
    Map<TransferId, Movement> done = new HashMap<>();
    trial.movements().done().forEach(movement -> done.put(movement.id(), movement));
    for (Reading reading : readings(trial)) {
      for (Line line : standingOnce(ours(trial, reading.lines()))) {
        Movement movement = done.get(line.transferId());
        if (movement != null) {
          same(trial, "what was answered: " + movement, saysTheSame(movement, line), "" + line);
        }
      }
    }
  }

  /** Lines whose id stands there twice are left out: they are what {@link #complete} is about. */
  private static List<Line> standingOnce(List<Line> lines) {
    Map<TransferId, Line> once = new LinkedHashMap<>();
    Set<TransferId> twice = new HashSet<>();
    for (Line line : lines) {
      if (once.put(line.transferId(), line) != null) {
        twice.add(line.transferId());
      }
    }
    once.keySet().removeAll(twice);
    return List.copyOf(once.values());
  }

  private static void balance(Trial trial) {
    for (Reading reading : readings(trial)) {
      Line before = null;
      for (Line line : reading.lines()) {
        if (before != null) {
          long units = line.kind() == TransferKind.RESERVE ? line.units() : -line.units();
          long expected = before.intermediaryUnits() + units;
          same(
              trial,
              expected + " after " + line.kind() + " of " + line.units(),
              line.intermediaryUnits() == expected,
              line.intermediaryUnits() + " after " + line.transferId());
        }
        before = line;
      }
    }
  }

  private static void pages(Trial trial) {
    for (Reading reading : readings(trial)) {
      int limit = Math.max(SMALL_PAGE_LINES, reading.lines().size() / MAX_SMALL_PAGES + 1);
      List<TransferId> whole = reading.lines().stream().map(Line::transferId).toList();
      List<TransferId> byPages = new ArrayList<>();
      String after = reading.after();
      do {
        StatementPage page = page(trial, reading.day(), after, limit);
        page.lines().forEach(line -> byPages.add(line.transferId()));
        same(
            trial,
            "the lines that a page of " + PAGE_LINES + " holds, in their order",
            startsAlike(whole, byPages),
            "after " + byPages.size() + " lines by " + limit + ": " + page.lines());
        after = page.next();
      } while (after != null && byPages.size() < whole.size());
      same(
          trial,
          whole.size() + " lines",
          byPages.size() >= whole.size(),
          byPages.size() + " lines by " + limit);
    }
  }

  private static void emptyDay(Trial trial) {
    StatementPage page = page(trial, DAY_WITHOUT_LINES, null, PAGE_LINES);
    same(
        trial,
        "no lines and no next",
        page.lines().isEmpty() && page.next() == null,
        page.lines().size() + " lines, next " + page.next());
  }

  private static List<Reading> readings(Trial trial) {
    Set<LocalDate> days = new TreeSet<>();
    trial.movements().done().forEach(movement -> days.add(day(movement)));
    return days.stream().map(day -> read(trial, day)).toList();
  }

  private static Reading read(Trial trial, LocalDate day) {
    String first = null;
    List<Line> lines = new ArrayList<>();
    String after = null;
    for (int pages = 0; pages < MAX_PAGES; pages++) {
      StatementPage page = page(trial, day, after, PAGE_LINES);
      if (lines.isEmpty() && !ours(trial, page.lines()).isEmpty()) {
        first = after;
      }
      if (!lines.isEmpty() || !ours(trial, page.lines()).isEmpty()) {
        lines.addAll(page.lines());
      }
      String next = page.next();
      if (next == null) {
        return new Reading(day, first, lines);
      }
      same(trial, "a next that leads on", !next.equals(after), "next is " + next + " again");
      after = next;
    }
    throw new Trial.SkippedException("the day has more lines than a run can read; try another");
  }

  private static StatementPage page(Trial trial, LocalDate day, @Nullable String after, int limit) {
    String path = "/v1/statements/" + day + "?limit=" + limit;
    if (after != null) {
      path += "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    }
    return AnswerMapper.statement(trial.expect(Request.get(path), Expected.page(limit)).body());
  }

  private static List<Line> ours(Trial trial, List<Line> lines) {
    return lines.stream().filter(line -> trial.isOurs(line.transferId())).toList();
  }

  private static boolean startsAlike(List<TransferId> whole, List<TransferId> byPages) {
    int length = Math.min(whole.size(), byPages.size());
    return whole.subList(0, length).equals(byPages.subList(0, length));
  }

  private static boolean saysTheSame(Movement movement, Line line) {
    TransferAnswer answer = movement.answer();
    return answer != null
        && line.kind() == movement.request().kind()
        && Objects.equals(line.uid(), movement.request().uid())
        && line.units() == answer.units()
        && Objects.equals(line.reverses(), movement.request().reverses())
        && line.orderGroup().equals(movement.request().orderGroup())
        && line.merchantReference().equals(answer.merchantReference())
        && line.at().equals(answer.at());
  }

  private static LocalDate day(Movement movement) {
    TransferAnswer answer = movement.answer();
    if (answer == null) {
      throw new IllegalStateException(movement.id() + " is not done");
    }
    return answer.at().atZone(ZoneOffset.UTC).toLocalDate();
  }

  private static void same(Trial trial, String expected, boolean holds, String seen) {
    if (!holds) {
      trial.expect("the statement of the day", expected, seen, false);
    }
  }
}
