package io.dams.systemtests.bench.load;

import io.dams.sandbox.Installation;
import io.dams.systemtests.bench.BenchReport;
import io.dams.systemtests.fleet.OwnFleet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;

/**
 * A benchmark on a fleet of its own.
 *
 * @param name its home is {@code target/bench/<name>}
 * @param portOffset added to every port
 * @param without names of processes that are left out
 * @param settings of its services
 */
public record FleetBench(
    String name, int portOffset, Set<String> without, Map<String, String> settings) {

  private static final Path LOAD = Path.of("/proc/loadavg");

  /** Measures a fleet that is up. */
  @FunctionalInterface
  public interface Measuring {

    /** Puts down each figure as soon as it is known, so that it stands when a later one fails. */
    void measure(Installation fleet, Figures figures) throws Exception;
  }

  /**
   * Starts the fleet, has it measured, ends it. When the measuring fails the report has what was
   * known by then, and why there is no more.
   */
  public BenchReport run(Path root, Measuring measuring) throws Exception {
    var own = new OwnFleet(root, root.resolve("target/bench").resolve(name), portOffset);
    var figures = new Figures();
    figures.say("starts a fleet");
    try {
      Installation up = own.start(without, settings, figures::say);
      figures.put("loadAverageBefore", Files.readString(LOAD).strip());
      try {
        measuring.measure(up, figures);
        figures.put("loadAverageAfter", Files.readString(LOAD).strip());
      } catch (RuntimeException | IOException | SQLException e) {
        figures.put(BenchReport.ENDED_EARLY, e.toString());
      }
      return new BenchReport(figures.text(), figures.byName());
    } finally {
      own.end();
    }
  }
}
