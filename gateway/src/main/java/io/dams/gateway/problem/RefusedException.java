package io.dams.gateway.problem;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway refuses a request. Expected, so it has no stack trace. */
public class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final GatewayProblem problem;
  private final transient @Nullable Duration retryAfter;
  private final transient Map<String, String> extensions;

  /** Refuses with this problem; {@code detail} is for people and carries no secret. */
  public RefusedException(GatewayProblem problem, String detail) {
    this(problem, detail, null, Map.of());
  }

  /** Refuses, and says after how long it is worth another try. */
  public RefusedException(GatewayProblem problem, String detail, @Nullable Duration retryAfter) {
    this(problem, detail, retryAfter, Map.of());
  }

  /** Refuses, and names what of the request is wrong and which rule it breaks. */
  public RefusedException(GatewayProblem problem, String detail, String field, String rule) {
    this(problem, detail, null, Map.of("field", field, "rule", rule));
  }

  private RefusedException(
      GatewayProblem problem,
      String detail,
      @Nullable Duration retryAfter,
      Map<String, String> extensions) {
    super(detail, null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
    this.extensions = extensions;
  }

  /** {@code field} and {@code rule}; empty when it is not about one field. */
  public Map<String, String> extensions() {
    return extensions;
  }

  /** What the client is told. */
  public GatewayProblem problem() {
    return problem;
  }

  /** When to try again; null when that is not known. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
