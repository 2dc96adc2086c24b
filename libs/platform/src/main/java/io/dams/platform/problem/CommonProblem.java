package io.dams.platform.problem;

import java.util.Locale;

/** Problems that every service has. */
public enum CommonProblem implements ProblemType {
  INVALID_REQUEST(400, "The request is not valid"),
  UNAUTHENTICATED(401, "Who calls is not known"),
  FORBIDDEN(403, "The caller may not do this"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The method is not supported here"),
  NOT_ACCEPTABLE(406, "No representation that the client accepts"),
  CONTENT_TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The body's media type is not supported"),
  IDEMPOTENCY_KEY_MISSING(400, "The header Idempotency-Key is required"),
  IDEMPOTENCY_KEY_REUSED(422, "This Idempotency-Key was used with another body"),
  IDEMPOTENCY_IN_FLIGHT(409, "The first request with this Idempotency-Key is still being done"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  TEMPORARILY_UNAVAILABLE(503, "Not possible at this moment; try again"),
  INTERNAL(500, "An error of ours");

  private final int status;
  private final String title;

  CommonProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
