package io.dams.systemtests.bench;

import io.dams.sandbox.Installation;
import java.util.List;

/** One benchmark of {@code ./fleet bench}, found by {@link java.util.ServiceLoader}. */
public interface Benchmark {

  /** The word after {@code ./fleet bench}. */
  String name();

  /** One line: what is measured, against what. */
  String summary();

  /** What it does, and its options. */
  String help();

  /**
   * Runs it, and tells how it goes on to standard error.
   *
   * @param arguments what stands after its name
   */
  BenchReport run(Installation fleet, List<String> arguments) throws Exception;
}
