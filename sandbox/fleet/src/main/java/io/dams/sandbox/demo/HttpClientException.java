package io.dams.sandbox.demo;

import java.net.URI;

/** A request was answered with a status of 400 or more. */
final class HttpClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  /**
   * @param code the last part of the problem's type, such as {@code insufficient-points}; empty
   *     when the answer was no problem document
   */
  HttpClientException(String method, URI uri, int status, String code, String body) {
    super("%s %s was answered %d %s".formatted(method, uri, status, body));
    this.status = status;
    this.code = code;
  }

  int status() {
    return status;
  }

  String code() {
    return code;
  }
}
