package io.dams.ledger.history;

/**
 * What a message says differs from what the ledger's own rows add up to. Nothing is booked;
 * somebody must look, so a stream that carries it stops.
 */
public final class MismatchException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Names what differs, with its ids and numbers. */
  public MismatchException(String message) {
    super(message);
  }
}
