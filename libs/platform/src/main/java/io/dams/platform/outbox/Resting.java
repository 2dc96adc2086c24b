package io.dams.platform.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What failed rests for a while, each time twice as long up to a bound, so that it does not hold up
 * the rest. For one thread.
 */
class Resting<T> {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final Duration FORGOTTEN = Duration.ofMinutes(1);

  private record Rest(long untilNanos, Duration length) {}

  private final Map<T, Rest> rests = new HashMap<>();

  /** What rests now. Forgets what was not tried again: its rows are gone, or another relay's. */
  Collection<T> at(long nowNanos) {
    rests.values().removeIf(each -> nowNanos - each.untilNanos() > FORGOTTEN.toNanos());
    return rests.entrySet().stream()
        .filter(each -> each.getValue().untilNanos() - nowNanos > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Says whether it is the first failure since it last went well. */
  boolean failed(T what, long nowNanos) {
    Rest before = rests.get(what);
    Duration length = before == null ? SHORTEST : before.length().multipliedBy(2);
    Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    rests.put(what, new Rest(nowNanos + bounded.toNanos(), bounded));
    return before == null;
  }

  void wentWell(T what) {
    rests.remove(what);
  }

  /** How many have failed since they last went well, whether or not they rest now. */
  int size() {
    return rests.size();
  }
}
