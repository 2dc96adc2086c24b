package io.dams.systemtests.bench.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a benchmark has measured so far, told as soon as it is known. */
public final class Figures {

  private final Map<String, Object> byName = new LinkedHashMap<>();

  Figures() {}

  /** Puts one down. */
  public void put(String name, Object figure) {
    byName.put(name, figure);
    say(name + " " + figure);
  }

  /** Tells who waits what is going on. */
  public void say(String what) {
    System.err.println(what);
  }

  Map<String, Object> byName() {
    return Collections.unmodifiableMap(byName);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    byName.forEach((name, figure) -> text.append("%-22s %s%n".formatted(name, figure)));
    return text.toString();
  }
}
