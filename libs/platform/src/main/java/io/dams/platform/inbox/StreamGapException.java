package io.dams.platform.inbox;

/** An event of a contiguous stream is missing. Nothing may be processed after the gap. */
public class StreamGapException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StreamGapException(String stream, long last, long sequence) {
    super("stream %s jumps from %d to %d".formatted(stream, last, sequence));
  }
}
