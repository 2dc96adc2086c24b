package io.dams.gateway.problem;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The gateway refuses a request. Expected, so it has no stack trace. */
public class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final GatewayProblem problem;
  private final transient @Nullable Duration retryAfter;

  /** Refuses with this problem; {@code detail} is for people and carries no secret. */
  public RefusedException(GatewayProblem problem, String detail) {
    this(problem, detail, null);
  }

  /** Refuses, and says after how long it is worth another try. */
  public RefusedException(GatewayProblem problem, String detail, @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.problem = problem;
    this.retryAfter = retryAfter;
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
