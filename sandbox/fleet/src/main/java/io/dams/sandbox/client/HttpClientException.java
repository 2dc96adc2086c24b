package io.dams.sandbox.client;

/** A request was not answered with a success. */
public final class HttpClientException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;

  HttpClientException(HttpAnswer answer) {
    super("%s was answered %d %s".formatted(answer.request(), answer.status(), answer.text()));
    this.status = answer.status();
    this.code = answer.problem();
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The code of the problem; empty when the answer was no problem document. */
  public String code() {
    return code;
  }
}
