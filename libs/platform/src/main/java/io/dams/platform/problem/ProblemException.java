package io.dams.platform.problem;

import java.util.Map;

/** Ends a request with a problem answer. The detail is shown to the client: no personal data. */
public class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> extensions;

  /** A problem without further members. */
  public ProblemException(ProblemType type, String detail) {
    this(type, detail, Map.of());
  }

  /**
   * A problem with further members.
   *
   * @param extensions usually {@code field} and {@code rule}
   */
  public ProblemException(ProblemType type, String detail, Map<String, Object> extensions) {
    super(detail);
    this.type = type;
    this.extensions = Map.copyOf(extensions);
  }

  /** Which problem. */
  public ProblemType type() {
    return type;
  }

  /** What is shown to the client. */
  public String detail() {
    return String.valueOf(getMessage());
  }

  /** Further members of the answer. */
  public Map<String, Object> extensions() {
    return extensions;
  }
}
