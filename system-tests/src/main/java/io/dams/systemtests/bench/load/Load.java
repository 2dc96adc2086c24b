package io.dams.systemtests.bench.load;

import io.dams.systemtests.bench.load.Latencies.Measured;
import java.sql.SQLException;
import java.time.Duration;

/** Orders that a fleet can be asked to carry out. */
@FunctionalInterface
public interface Load {

  /**
   * Places so many, or as many as can begin in the time, and returns when they have come to their
   * end.
   *
   * @param atOnce not yet over at the same time, when there is no rate
   * @param perSecond 0 for as fast as they go
   */
  Measured run(int orders, int atOnce, int perSecond, Duration within)
      throws SQLException, InterruptedException;
}
