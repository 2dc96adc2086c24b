package io.dams.platform.problem;

/** Problems that every service has. */
public final class CommonProblem {

  public static final ProblemType INVALID_REQUEST =
      new ProblemType("invalid-request", 400, "The request is not valid");
  public static final ProblemType UNAUTHENTICATED =
      new ProblemType("unauthenticated", 401, "Who calls is not known");
  public static final ProblemType FORBIDDEN =
      new ProblemType("forbidden", 403, "The caller may not do this");
  public static final ProblemType NOT_FOUND =
      new ProblemType("not-found", 404, "There is nothing here");
  public static final ProblemType METHOD_NOT_ALLOWED =
      new ProblemType("method-not-allowed", 405, "The method is not supported here");
  public static final ProblemType NOT_ACCEPTABLE =
      new ProblemType("not-acceptable", 406, "No representation that the client accepts");
  public static final ProblemType CONTENT_TOO_LARGE =
      new ProblemType("content-too-large", 413, "The body is too large");
  public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
      new ProblemType("unsupported-media-type", 415, "The body's media type is not supported");
  public static final ProblemType IDEMPOTENCY_KEY_MISSING =
      new ProblemType("idempotency-key-missing", 400, "The header Idempotency-Key is required");
  public static final ProblemType IDEMPOTENCY_KEY_REUSED =
      new ProblemType(
          "idempotency-key-reused", 422, "This Idempotency-Key was used with another body");
  public static final ProblemType IDEMPOTENCY_IN_FLIGHT =
      new ProblemType(
          "idempotency-in-flight",
          409,
          "The first request with this Idempotency-Key is still being done");
  public static final ProblemType TOO_MANY_REQUESTS =
      new ProblemType("too-many-requests", 429, "Too many requests");
  public static final ProblemType TEMPORARILY_UNAVAILABLE =
      new ProblemType("temporarily-unavailable", 503, "Not possible at this moment; try again");
  public static final ProblemType INTERNAL = new ProblemType("internal", 500, "An error of ours");

  private CommonProblem() {}
}
