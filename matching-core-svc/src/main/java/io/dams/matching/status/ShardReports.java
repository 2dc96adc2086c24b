package io.dams.matching.status;

import java.util.List;

/**
 * Of all shards of this instance.
 *
 * @param all one for each
 */
public record ShardReports(List<ShardReport> all) {

  /** Copies the list. */
  public ShardReports {
    all = List.copyOf(all);
  }
}
