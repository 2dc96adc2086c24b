package io.dams.matching.log;

import java.util.List;

/** The core's topics are not set up so that a shard can rest on them. */
public class UnfitTopicsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says all of them. */
  public UnfitTopicsException(List<String> faults) {
    super(String.join("; ", faults));
  }
}
