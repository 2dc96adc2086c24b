package io.dams.platform.identity;

import io.dams.platform.problem.CommonProblem;
import io.dams.platform.problem.ProblemException;
import java.util.List;

/**
 * Who calls an internal or ops endpoint, as its token proved. Controllers take it as a parameter.
 *
 * @param name a service, {@code operator} or {@code auditor}
 */
public record Caller(String name) {

  /** Throws the problem {@code forbidden} unless the caller is one of these. */
  public void mustBe(String... names) {
    if (!List.of(names).contains(name)) {
      throw new ProblemException(CommonProblem.FORBIDDEN, name + " may not call this");
    }
  }
}
