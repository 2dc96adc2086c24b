package io.dams.platform.inbox;

/** Messages before this one have not come. Nothing of its key may take effect until they do. */
public class SequenceGapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long waitsFor;

  SequenceGapException(InboundMessage message, long waitsFor) {
    super("%s has number %d and waits for %d".formatted(message, message.sequence(), waitsFor));
    this.waitsFor = waitsFor;
  }

  /** The first number that is missing. */
  public long waitsFor() {
    return waitsFor;
  }
}
