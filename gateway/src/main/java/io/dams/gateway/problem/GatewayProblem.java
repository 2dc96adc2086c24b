package io.dams.gateway.problem;

import java.net.URI;
import org.springframework.http.HttpStatus;

/** What the gateway can answer instead of a service. The codes are stable: clients rely on them. */
public enum GatewayProblem {
  INVALID_REQUEST("invalid-request", HttpStatus.BAD_REQUEST, "The request cannot be read"),
  IDEMPOTENCY_KEY_MISSING(
      "idempotency-key-missing", HttpStatus.BAD_REQUEST, "An Idempotency-Key is demanded"),
  UNAUTHENTICATED("unauthenticated", HttpStatus.UNAUTHORIZED, "A valid access token is demanded"),
  FORBIDDEN("forbidden", HttpStatus.FORBIDDEN, "This is not allowed"),
  NOT_FOUND("not-found", HttpStatus.NOT_FOUND, "There is nothing here"),
  METHOD_NOT_ALLOWED(
      "method-not-allowed", HttpStatus.METHOD_NOT_ALLOWED, "The method is not allowed here"),
  CONTENT_TOO_LARGE("content-too-large", HttpStatus.CONTENT_TOO_LARGE, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(
      "unsupported-media-type",
      HttpStatus.UNSUPPORTED_MEDIA_TYPE,
      "A body of this kind is not understood"),
  TOO_MANY_REQUESTS("too-many-requests", HttpStatus.TOO_MANY_REQUESTS, "Too many requests"),
  TOO_MANY_STREAMS(
      "too-many-streams", HttpStatus.TOO_MANY_REQUESTS, "Too many streams of yours are open"),
  /** The client did not send its body in time; nothing was sent on. */
  REQUEST_TIMEOUT("request-timeout", HttpStatus.REQUEST_TIMEOUT, "The body did not come in time"),
  INTERNAL("internal", HttpStatus.INTERNAL_SERVER_ERROR, "The gateway failed"),
  /** The service hung up, or answered what is no HTTP. */
  UPSTREAM_BROKEN("upstream-broken", HttpStatus.BAD_GATEWAY, "The service's answer was lost"),
  /** The service cannot be reached, or its circuit is open: nothing was done. */
  UPSTREAM_UNAVAILABLE(
      "upstream-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "The service cannot be reached"),
  /** All streams together are too many; what is no stream is still served. */
  STREAMS_FULL(
      "streams-full", HttpStatus.SERVICE_UNAVAILABLE, "There is no room for a further stream"),
  /** What this answer needs is away, and it is not given without: login limits, signing keys. */
  TEMPORARILY_UNAVAILABLE(
      "temporarily-unavailable", HttpStatus.SERVICE_UNAVAILABLE, "Try again in a moment"),
  /** The service did not answer in time. Whether it did what was asked is unknown. */
  UPSTREAM_TIMEOUT(
      "upstream-timeout", HttpStatus.GATEWAY_TIMEOUT, "The service did not answer in time");

  private final String code;
  private final HttpStatus status;
  private final String title;

  GatewayProblem(String code, HttpStatus status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  /** The code, kebab-case. */
  public String code() {
    return code;
  }

  /** The HTTP status that goes with it. */
  public HttpStatus status() {
    return status;
  }

  /** One line for people. */
  public String title() {
    return title;
  }

  /** {@code urn:dams:problem:<code>}. */
  public URI type() {
    return URI.create("urn:dams:problem:" + code);
  }
}
