package io.dams.frontoffice.draft;

import io.dams.platform.problem.ProblemException;
import io.dams.platform.problem.ProblemType;
import java.util.HashMap;
import java.util.Map;

/**
 * Why something is not accepted.
 *
 * @param problem which problem
 * @param field of the request that breaks the rule
 * @param rule the rule, with its numbers
 * @param numbers further members of the answer
 */
public record Refusal(ProblemType problem, String field, String rule, Map<String, String> numbers) {

  /** Copies the map. */
  public Refusal {
    numbers = Map.copyOf(numbers);
  }

  /** Without further members. */
  public static Refusal of(ProblemType problem, String field, String rule) {
    return new Refusal(problem, field, rule, Map.of());
  }

  /** The problem answer. */
  public ProblemException toException() {
    Map<String, Object> extensions = new HashMap<>(numbers);
    extensions.put("field", field);
    extensions.put("rule", rule);
    return new ProblemException(problem, field + ": " + rule, extensions);
  }
}
