package io.dams.sandbox;

/** A command cannot be done, and the message tells what to do about it. Ends with exit code 2. */
public final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With the reason and the way out. */
  public CommandException(String message) {
    super(message);
  }
}
