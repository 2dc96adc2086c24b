package io.dams.matching.shard;

import org.jspecify.annotations.Nullable;

/** Something that must not be passed over: the shard stops here until an operator acts. */
class ShardStoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ShardStoppedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
