package io.dams.matching.shard;

import io.dams.matching.engine.Engine;
import io.dams.matching.takeover.Replica;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A shard as its thread last saw it.
 *
 * @param nextOffset of the command that comes next; -1 while unknown
 * @param sequence of the last event
 * @param time log time of the last command
 * @param lag commands in the log that were not applied yet; -1 while unknown
 * @param reason why it does not run; null while it does
 */
record ShardStatus(
    int shard,
    ShardPhase phase,
    long nextOffset,
    long sequence,
    Instant time,
    long lag,
    int openGroups,
    int openOrders,
    @Nullable String reason) {

  static ShardStatus of(int shard, ShardPhase phase, @Nullable String reason) {
    return new ShardStatus(shard, phase, -1, 0, Instant.EPOCH, -1, 0, 0, reason);
  }

  /** Where a replica stands that follows. */
  static ShardStatus of(Replica replica, ShardPhase phase, String reason) {
    Engine engine = replica.engine();
    return new ShardStatus(
        engine.shard(),
        phase,
        replica.nextOffset(),
        engine.sequence(),
        engine.time(),
        -1,
        engine.openGroups(),
        engine.openOrders(),
        reason);
  }

  /** The same numbers in another phase. */
  ShardStatus in(ShardPhase other, @Nullable String why) {
    return new ShardStatus(
        shard, other, nextOffset, sequence, time, lag, openGroups, openOrders, why);
  }
}
