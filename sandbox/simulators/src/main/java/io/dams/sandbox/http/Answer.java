package io.dams.sandbox.http;

import org.jspecify.annotations.Nullable;

/** What a simulator does with a call. */
public sealed interface Answer {

  /** Answers with JSON. */
  record Json(int status, Object body) implements Answer {}

  /** Answers with JSON and, unless it is null, a header {@code Retry-After}. */
  record Later(int status, Object body, @Nullable String retryAfter) implements Answer {}

  /** Answers with an RFC 9457 problem that carries a stable code. */
  record Problem(int status, String code, String detail) implements Answer {}

  /** Answers with these bytes, whatever they are. */
  record Raw(int status, String contentType, byte[] bytes) implements Answer {}

  /** Sends the caller elsewhere. */
  record Redirect(String location) implements Answer {}

  /** Answers with a status alone. */
  record Empty(int status) implements Answer {}

  /** Closes the connection without a word. */
  record Dropped() implements Answer {}

  /** 200 with JSON. */
  static Answer ok(Object body) {
    return new Json(200, body);
  }
}
