package io.dams.transfer.order;

/** What became of a request to open an order. */
public sealed interface Opening {

  /** It is new. */
  record Opened(TransferOrder order) implements Opening {}

  /** The same was opened before; the order as it is now, from the archive if need be. */
  record Known(TransferOrder order) implements Opening {}

  /** Its name is taken by an order with another body; nothing changed. */
  record Conflict() implements Opening {}
}
