package io.dams.platform.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Topics that failed rest for a while, each time twice as long up to a bound, so that one that is
 * missing does not hold up the others. For one thread.
 */
class RestingTopics {

  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private record Rest(long untilNanos, Duration length) {}

  private final Map<String, Rest> rests = new HashMap<>();

  Collection<String> at(long nowNanos) {
    return rests.entrySet().stream()
        .filter(each -> each.getValue().untilNanos() - nowNanos > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Says whether it is the topic's first failure since it last went well. */
  boolean failed(String topic, long nowNanos) {
    Rest before = rests.get(topic);
    Duration length = before == null ? SHORTEST : before.length().multipliedBy(2);
    Duration bounded = length.compareTo(LONGEST) > 0 ? LONGEST : length;
    rests.put(topic, new Rest(nowNanos + bounded.toNanos(), bounded));
    return before == null;
  }

  void wentWell(String topic) {
    rests.remove(topic);
  }
}
