package io.dams.contracts.conformance;

import java.time.Instant;
import java.util.List;

/**
 * What a run has found.
 *
 * @param merchant the base URL
 * @param keyId the key that signed
 * @param uid the member that was used
 * @param run begins every transfer id and order group of the run
 * @param startedAt by our clock
 * @param millis how long it took
 * @param results one for each rule, in the order of the checks
 * @param leftBehind what could not be put back; empty when the books are as they were
 * @param cutShort why not all could be looked at; empty when all was, or was skipped on purpose
 */
public record ConformanceReport(
    String merchant,
    String keyId,
    String uid,
    String run,
    Instant startedAt,
    long millis,
    List<Result> results,
    List<String> leftBehind,
    String cutShort) {

  /** Copies the lists. */
  public ConformanceReport {
    results = List.copyOf(results);
    leftBehind = List.copyOf(leftBehind);
  }

  /** What became of a check. */
  public enum Outcome {
    /** The merchant keeps the rule, as far as was seen. */
    PASS,
    /** It does not. */
    FAIL,
    /** It was not looked at. */
    SKIP
  }

  /**
   * A check.
   *
   * @param reason why it failed or was skipped; empty when it passed
   * @param steps what was sent, expected and seen; the last one is what failed
   */
  public record Result(Rule rule, Outcome outcome, String reason, List<Step> steps, long millis) {

    /** Copies the list. */
    public Result {
      steps = List.copyOf(steps);
    }
  }

  /** One request, or one comparison, of a check. */
  public record Step(String sent, String expected, String seen, boolean asExpected) {}

  /** How many ended so. */
  public long count(Outcome outcome) {
    return results.stream().filter(result -> result.outcome() == outcome).count();
  }

  /** The ids of the checks that ended so, in order. */
  public List<String> ids(Outcome outcome) {
    return results.stream()
        .filter(result -> result.outcome() == outcome)
        .map(result -> result.rule().id())
        .toList();
  }

  /**
   * All was looked at, nothing failed, nothing was left behind. What was skipped does not count.
   */
  public boolean isConformant() {
    return exitCode() == 0;
  }

  /** 0 when it is conformant, 1 when it is not, 2 when that could not be told. */
  public int exitCode() {
    if (count(Outcome.FAIL) > 0 || !leftBehind.isEmpty()) {
      return 1;
    }
    return cutShort.isEmpty() ? 0 : 2;
  }

  /** For people. With {@code detailed}, the steps of what passed, too. */
  public String text(boolean detailed) {
    return ReportMapper.text(this, detailed);
  }

  /** For machines: an object with the same names as this record's, and the counts. */
  public String json() {
    return ReportMapper.json(this);
  }
}
