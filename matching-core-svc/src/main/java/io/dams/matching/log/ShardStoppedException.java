package io.dams.matching.log;

import org.jspecify.annotations.Nullable;

/** Something that must not be passed over: the shard stops here until an operator acts. */
public class ShardStoppedException extends RuntimeException {

  /** What {@link #offset()} tells when it is no single command that is to blame. */
  public static final long NO_COMMAND = -1;

  private static final long serialVersionUID = 1L;

  private final long offset;

  /** Nothing that could be passed over. */
  public ShardStoppedException(String message, @Nullable Throwable cause) {
    this(message, NO_COMMAND, cause);
  }

  /** The command at this offset, which a logged skip passes over. */
  public ShardStoppedException(String message, long offset, @Nullable Throwable cause) {
    super(message, cause);
    this.offset = offset;
  }

  /** Of the command that a logged skip can pass over; {@link #NO_COMMAND} when none can. */
  public long offset() {
    return offset;
  }
}
