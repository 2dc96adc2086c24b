package io.dams.systemtests.bench;

import java.util.Map;

/**
 * What a benchmark measured.
 *
 * @param text for people
 * @param figures for programs: values are numbers, texts, lists, maps or records
 */
public record BenchReport(String text, Map<String, Object> figures) {

  /** The figure that says why the later ones are missing. */
  public static final String ENDED_EARLY = "endedEarly";

  /** Whether everything was measured. */
  public boolean complete() {
    return !figures.containsKey(ENDED_EARLY);
  }
}
