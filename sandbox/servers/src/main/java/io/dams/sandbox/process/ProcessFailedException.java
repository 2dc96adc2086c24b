package io.dams.sandbox.process;

import org.jspecify.annotations.Nullable;

/**
 * A process did not start, did not become ready or ended by itself; the message says what to do.
 */
public final class ProcessFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the reason in words, log lines included where there are any. */
  public ProcessFailedException(String message) {
    this(message, null);
  }

  /** With the reason in words and its cause. */
  public ProcessFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
