package io.dams.systemtests.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happened, and keeps what must not have happened. Safe for several threads. */
final class Tally {

  private record Line(String section, String what) {}

  private final Map<Line, LongAdder> counts = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();

  void count(String section, String what) {
    counts.computeIfAbsent(new Line(section, what), _ -> new LongAdder()).increment();
  }

  void problem(String what) {
    problems.add(what);
  }

  List<String> problems() {
    return new ArrayList<>(problems);
  }

  /** What was counted, by section and then by name. */
  Map<String, Map<String, Long>> counts() {
    Map<String, Map<String, Long>> sections = new TreeMap<>();
    counts.forEach(
        (line, count) ->
            sections
                .computeIfAbsent(line.section(), _ -> new TreeMap<>())
                .put(line.what(), count.sum()));
    return sections;
  }
}
