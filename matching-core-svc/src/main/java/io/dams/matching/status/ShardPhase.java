package io.dams.matching.status;

/** What an instance does with a shard at the moment. */
public enum ShardPhase {
  /** Fences a former owner, or waits for Kafka to be able to. */
  TAKING_OVER,
  /** Rebuilds the engine from the log. */
  REPLAYING,
  /** Owns the shard and works. */
  RUNNING,
  /** Another instance owns the shard; follows it with an engine of its own. */
  STANDING_BY,
  /** Stopped at something that must not be passed over, until an operator acts. */
  STOPPED;

  /** Whether an instance in this phase does its duty. */
  public boolean isReady() {
    return this == RUNNING || this == STANDING_BY;
  }
}
