package io.dams.systemtests.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an audit found, for people and as JSON.
 *
 * @param holds whether every invariant holds
 * @param atRest whether nothing was under way
 * @param counted how much was looked at
 */
public record AuditReport(
    boolean holds,
    boolean atRest,
    Map<String, Long> counted,
    List<Breach> breaches,
    List<Unrest> unrest,
    List<Snapshot.ErrorEntry> errorBook) {

  private static final int MOST_PRINTED = 50;

  static AuditReport of(Snapshot snapshot) {
    Books books = snapshot.books();
    List<Breach> breaches = Audit.of(books);
    Map<String, Long> counted = new TreeMap<>();
    counted.put("accounts", (long) books.ledger().accounts().size());
    counted.put("holds", (long) books.ledger().holds().size());
    counted.put("groups", (long) books.backoffice().groups().size());
    counted.put("legs", (long) books.backoffice().legs().size());
    counted.put("movements", (long) books.backoffice().moved().size());
    counted.put("transfers", (long) books.transfers().orders().size());
    counted.put("merchantLines", books.merchants().values().stream().mapToLong(List::size).sum());
    return new AuditReport(
        breaches.isEmpty(),
        snapshot.unrest().isEmpty(),
        counted,
        breaches,
        snapshot.unrest(),
        snapshot.errors());
  }

  String json() {
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(this);
  }

  /** Everything, for people. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add("looked at " + counted);
    lines.add(verdict(1, "conservation: entries, balances, holds and purses"));
    lines.add(
        verdict(2, "merchant points: legs, intermediaries, statements line by line, mirrors"));
    lines.add(verdict(3, "fees: charged in proportion, the rest returned"));
    lines.add(verdict(4, "once: each group, trade and movement took effect once in every book"));
    lines.add(
        verdict(5, "unknown is not failed: what is closed has an answer, what is not is seen"));
    lines.add(
        verdict(8, "agreement: each transfer is the same here, at the partner, in the ledger"));
    breaches.stream().limit(MOST_PRINTED).forEach(breach -> lines.add("  ! " + breach.text()));
    if (breaches.size() > MOST_PRINTED) {
      lines.add("  … and " + (breaches.size() - MOST_PRINTED) + " more (--json prints all)");
    }
    unrest.forEach(one -> lines.add("  ~ still under way: " + one.count() + " " + one.what()));
    errorBook.forEach(
        one ->
            lines.add(
                "  ~ in the error book: %s %s %d %s (%s)"
                    .formatted(
                        one.transferId(), one.kind(), one.units(), one.exCode(), one.reason())));
    lines.add(holds ? "every invariant holds" : breaches.size() + " breaches");
    return String.join(System.lineSeparator(), lines);
  }

  /** One line when everything holds, the whole text when not. */
  String shortText() {
    return holds
        ? "audit: every invariant holds over %d groups, %d movements and %d transfers%s"
            .formatted(
                counted.getOrDefault("groups", 0L),
                counted.getOrDefault("movements", 0L),
                counted.getOrDefault("transfers", 0L),
                errorBook.isEmpty() ? "" : "; in the error book: " + errorBook.size())
        : text();
  }

  private String verdict(int invariant, String what) {
    long broken = breaches.stream().filter(breach -> breach.invariant() == invariant).count();
    return (broken == 0 ? "  ok      " : "  BROKEN  ") + invariant + " " + what;
  }
}
