package io.dams.platform.failstop;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which listeners stopped because of a record that they could not take, and why. */
public class FailStops {

  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  /** Notes that a listener stopped. The first reason stands. */
  public void stopped(String listener, String reason) {
    reasons.putIfAbsent(listener, reason);
  }

  /** Reasons by listener; empty when all are well. */
  public Map<String, String> reasons() {
    return Map.copyOf(reasons);
  }
}
