package io.dams.systemtests.chaos;

import io.dams.systemtests.audit.AuditReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run did and found.
 *
 * @param seed gives the same schedule again
 * @param accepted order groups or transfers
 * @param loadSeconds until the last order was answered for and the last service ran again
 * @param restSeconds from then until everything had come to rest
 * @param counts by section and name
 * @param problems what must not be; empty when all went well
 * @param audit of the whole fleet, at rest
 */
public record ChaosReport(
    long seed,
    int accepted,
    long loadSeconds,
    long restSeconds,
    Map<String, Map<String, Long>> counts,
    List<String> problems,
    AuditReport audit) {

  private static final int MOST_PRINTED = 30;

  /** How often each process was killed. */
  public Map<String, Long> killed() {
    return counts.getOrDefault(Killer.KILLS, Map.of());
  }

  /** How often each process was made to stand still. */
  public Map<String, Long> paused() {
    return counts.getOrDefault(Killer.PAUSES, Map.of());
  }

  /** Nothing lost, nothing doubled, nothing unexplained, and every invariant holds. */
  public boolean passed() {
    return problems.isEmpty() && audit.holds() && audit.atRest() && audit.errorBook().isEmpty();
  }

  /** The report as tables. */
  public String text() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "seed %d: %d accepted, load and kills %d s, then at rest after %d s"
            .formatted(seed, accepted, loadSeconds, restSeconds));
    counts.forEach(
        (section, counted) -> {
          lines.add(section);
          counted.forEach((what, count) -> lines.add("  %7d  %s".formatted(count, what)));
        });
    lines.add(audit.text());
    problems.stream().limit(MOST_PRINTED).forEach(problem -> lines.add("  ! " + problem));
    if (problems.size() > MOST_PRINTED) {
      lines.add("  … and " + (problems.size() - MOST_PRINTED) + " more");
    }
    long lost = problems.stream().filter(problem -> problem.startsWith("lost")).count();
    long doubled = problems.stream().filter(problem -> problem.startsWith("doubled")).count();
    lines.add(
        "%d lost, %d doubled, %d problems, %d in the error book: %s (seed %d)"
            .formatted(
                lost,
                doubled,
                problems.size(),
                audit.errorBook().size(),
                passed() ? "PASSED" : "FAILED",
                seed));
    return String.join(System.lineSeparator(), lines);
  }
}
