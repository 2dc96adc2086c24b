package io.dams.matching.shard;

import java.util.List;

/** The core's topics are not set up so that a shard can rest on them. */
class UnfitTopicsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnfitTopicsException(List<String> faults) {
    super(String.join("; ", faults));
  }
}
