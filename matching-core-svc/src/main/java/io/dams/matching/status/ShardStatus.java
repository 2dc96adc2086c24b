package io.dams.matching.status;

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
public record ShardStatus(
    int shard,
    ShardPhase phase,
    long nextOffset,
    long sequence,
    Instant time,
    long lag,
    ShardLoad load,
    @Nullable String reason) {

  static ShardStatus begin(int shard) {
    return new ShardStatus(
        shard, ShardPhase.TAKING_OVER, -1, 0, Instant.EPOCH, -1, ShardLoad.NONE, null);
  }

  static ShardStatus of(Replica replica, ShardPhase phase, long lag, @Nullable String reason) {
    Engine engine = replica.engine();
    return new ShardStatus(
        engine.shard(),
        phase,
        replica.nextOffset(),
        engine.sequence(),
        engine.time(),
        lag,
        ShardLoad.of(engine),
        reason);
  }

  /** The same numbers in another phase. */
  ShardStatus in(ShardPhase other, @Nullable String why) {
    return new ShardStatus(shard, other, nextOffset, sequence, time, lag, load, why);
  }
}
